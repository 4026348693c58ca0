/**
 * An act that changes what the public reads: publishing, withdrawing, putting back, renaming.
 *
 * Promise: the act is one transaction with a publication number of its own, so that a baked site made before it is known
 * to be behind, even after a crash; refused, it leaves nothing; committed, the bakery is told. An act that finds the
 * public unconcerned does not `open` and takes no number.
 */
import { type Transaction, write } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import { announce } from './announcement.ts';
import type { Kind, Problem } from './noun.ts';
import { named } from './problems.ts';

/** A problem of one entry among several; `entryId` is empty when it is the whole act’s. */
export type EntryProblem = Problem & { entryId: string; title: string };

export type ActRefused = { ok: false; problems: EntryProblem[] };

export type Act = { number: number; at: Date };

/** Rolls the act back; leaves `publicAct` as a value. */
export class Blocked extends Error {
  readonly problems: EntryProblem[];
  constructor(problems: EntryProblem[]) {
    super('Publication blocked.');
    this.problems = problems;
  }
}

/** Refuses the act for one reason. */
export function blocked(kind: Kind, entry: { id: string; title?: string }, path: string, message: string): Blocked {
  const whose = { entryId: entry.id, title: entry.title ?? '' };
  return new Blocked(named(kind, [{ path, message }]).map((problem) => ({ ...problem, ...whose })));
}

/** Runs `work` as one act on these entries; `open` gives the act its number. @returns what `work` returned, or the problems it was `Blocked` by */
export async function publicAct<T>(
  actor: Actor,
  entryIds: string[],
  work: (tx: Transaction, open: () => Promise<Act>) => Promise<T>,
): Promise<T | ActRefused> {
  let publication = 0;
  try {
    const outcome = await write((tx) =>
      work(tx, async () => {
        const last = await tx.publication.aggregate({ _max: { number: true } });
        publication = (last._max.number ?? 0) + 1;
        return tx.publication.create({ data: { number: publication, at: new Date(), actorId: actor.id } });
      }),
    );
    if (publication > 0) announce({ publication, entryIds });
    return outcome;
  } catch (error) {
    if (error instanceof Blocked) return { ok: false, problems: error.problems };
    throw error;
  }
}
