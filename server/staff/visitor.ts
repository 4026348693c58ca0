/** Who asks, before and beside any account: what is known of a request, and the answers commands give to forms. */

export type Visitor = {
  /** The reader's address, for counting tries; never kept in clear. */
  address: string;
  /** « Firefox sur Windows ». */
  device: string;
  requestId: string;
};

/** Something wrong with a form: `path` is the field's name, empty for the whole form; `message` has the remedy. */
export type FormProblem = { path: string; message: string };

export type Refused = { ok: false; problems: FormProblem[] };

/** One thing is wrong. */
export function refuse(path: string, message: string): Refused {
  return { ok: false, problems: [{ path, message }] };
}

/** The problems of a refused body, by field; keys nobody asked for are the whole form’s problem. */
export function refuseParsed(issues: readonly { path: PropertyKey[]; message: string }[]): Refused {
  return { ok: false, problems: issues.map(({ path, message }) => ({ path: path.join('.'), message })) };
}
