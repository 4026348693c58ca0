/**
 * Forms, as the doors read and answer them.
 *
 * Promise: a form’s body is small, of plain text fields only, each at most once; whatever a command refuses, by a value
 * or by an exception meant for people, comes back as sentences beside what was typed, and no secret comes back at all.
 */
import { StoreError } from '../database.ts';
import { Forbidden } from '../editorial/permissions.ts';
import { french } from '../editorial/text.ts';
import { recordAlone } from '../journal.ts';
import { type Actor, ProofNeeded } from './actor.ts';
import { SessionOver } from './sessions.ts';
import type { FormProblem, Refused } from './visitor.ts';

/** What a form shows again: its problems, what was typed, and what came of it. */
export type Answer = {
  problems: FormProblem[];
  given: Record<string, string>;
  /** What was done, as a sentence. */
  done?: string;
  /** A one-time link to copy. */
  link?: string;
  /** Backup codes, shown this once. */
  codes?: string[];
};

const secrets = new Set(['password', 'current', 'code']);

/** Next’s own fields, which tell it what action to run. */
const own = /^\$ACTION/;

/** The fields of a form as plain text; a file, or a field given twice, makes it unreadable: `undefined`. */
export function readForm(form: unknown): Record<string, string> | undefined {
  if (!(form instanceof FormData)) return undefined; // What an action is given comes from outside, whatever its type says.
  const fields = [...form.entries()].filter(([name]) => !own.test(name));
  const names = new Set(fields.map(([name]) => name));
  if (names.size !== fields.length || fields.length > 50) return undefined;
  if (fields.some(([name, value]) => typeof value !== 'string' || name.length > 100 || name === '__proto__'))
    return undefined;
  return Object.fromEntries(fields as [string, string][]);
}

/** What was typed, but secrets. */
function shown(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !secrets.has(name)));
}

const unreadable = 'Ce formulaire est illisible : rechargez la page, puis recommencez.';

/**
 * Runs a command on a form’s fields and makes an answer of whatever comes out.
 * A refusal by role or for want of a proof leaves a line in the journal, in the actor’s name when there is one.
 */
export async function answer<Outcome extends { ok: true } | Refused>(
  form: FormData,
  command: (fields: Record<string, string>) => Promise<Outcome>,
  told: (done: Extract<Outcome, { ok: true }>) => Partial<Answer> | Promise<Partial<Answer>>,
  actor?: Actor,
): Promise<Answer> {
  const fields = readForm(form);
  if (!fields) return { problems: [{ path: '', message: unreadable }], given: {} };
  const refused = (problems: FormProblem[]) => {
    return { problems: problems.map((one) => ({ ...one, message: french(one.message) })), given: shown(fields) };
  };
  try {
    const outcome = await command(fields);
    if (!outcome.ok) return refused(outcome.problems);
    const { done = '', ...more } = await told(outcome as Extract<Outcome, { ok: true }>);
    return { problems: [], given: {}, done: french(done), ...more };
  } catch (error) {
    const told = [Forbidden, ProofNeeded, SessionOver, StoreError].some((kind) => error instanceof kind);
    if (!told || !(error instanceof Error)) throw error;
    if (actor && !(error instanceof StoreError))
      await recordAlone(actor, { verb: `refused:${error.constructor.name}` });
    return refused([{ path: '', message: error.message }]);
  }
}
