/** Answers of the small forms of an entry: withdrawal, address, bin, review date, notes, restoring. */
import { Missing } from '../editorial/demand.ts';
import { type Answer, answer } from '../staff/forms.ts';
import { type FormProblem, type Refused, refuse } from '../staff/visitor.ts';
import { served } from './serving.ts';

type Outcome = { ok: true } | { ok: false; problems: FormProblem[] };
type Done<Result> = Extract<Result, { ok: true }>;
type Command<Result> = (fields: Record<string, string>) => Promise<Result>;

/** Runs a command on the form’s fields; an entry that is not there is a sentence too. */
export function entryAnswer<Result extends Outcome>(
  form: FormData,
  command: Command<Result>,
  told: (done: Done<Result>) => Partial<Answer> | Promise<Partial<Answer>>,
): Promise<Answer> {
  const run = async (fields: Record<string, string>): Promise<Result | Refused> => {
    try {
      return await command(fields);
    } catch (error) {
      if (error instanceof Missing) return refuse('', error.message);
      throw error;
    }
  };
  return answer(form, run, (done) => told(done as Done<Result>));
}

/** As above, for an act that changes what the public reads: done is said when the site has changed, what failed otherwise. */
export function publicAnswer<Result extends Outcome>(
  form: FormData,
  entryId: string,
  command: Command<Result>,
  told: (done: Done<Result>) => string,
): Promise<Answer> {
  return entryAnswer(form, command, async (done) => {
    const { ok, sentence } = await served([entryId]);
    return ok ? { done: told(done) } : { problems: [{ path: '', message: sentence }] };
  });
}
