/**
 * Who did what: one line for each act, in the transaction of the act itself.
 *
 * Promise: a line written stays as it is (the database refuses to remove it, or to change it but for an erasure, which has a
 * line of its own); it holds no password, token,
 * code or hash. `recordAlone` is for refusals and failed sign-ins, which have no transaction of their own.
 */
import { randomUUID } from 'node:crypto';
import { type Transaction, write } from './database.ts';

/** Who acts: an actor, or what is known of somebody who is not signed in. */
export type JournalActor = { id: string; requestId: string };

export type JournalEntry = {
  /** The command, such as `publish`, `refused:publish`, `signIn`, `refused:signIn`. */
  verb: string;
  entryId?: string;
  /** What changed, as plain values; `undefined` when there is nothing to say. */
  before?: unknown;
  after?: unknown;
};

/** Writes a line within the caller’s transaction. */
export async function record(tx: Transaction, actor: JournalActor, line: JournalEntry): Promise<void> {
  const text = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));
  const { verb, entryId } = line;
  await tx.journalLine.create({
    data: {
      ...{ id: randomUUID(), at: new Date(), actorId: actor.id, verb, entryId: entryId ?? null },
      ...{ before: text(line.before), after: text(line.after), requestId: actor.requestId },
    },
  });
}

/** Writes a line in a transaction of its own. */
export function recordAlone(actor: JournalActor, line: JournalEntry): Promise<void> {
  return write((tx) => record(tx, actor, line));
}
