/** The erasures there were, as the newsroom reads them: never the words. */
import { reader } from '../database.ts';
import { demand } from '../editorial/demand.ts';
import { peopleNames } from '../editorial/names.ts';
import { env } from '../env.ts';
import type { Actor } from '../staff/actor.ts';
import { listBackups, maybeBefore } from '../upkeep/shelf.ts';

export type PastErasure = {
  id: string;
  at: Date;
  by: string;
  reason: string;
  count: number;
  /** Null while something of it is left on the disk. */
  finishedAt: Date | null;
  /** How many backups were made before, as far as is known, which still hold the words. */
  backups: number;
};

/** Every erasure, the latest first. @throws {Forbidden} */
export async function pastErasures(actor: Actor): Promise<PastErasure[]> {
  await demand(actor, 'erase');
  const found = await reader().erasure.findMany({ orderBy: { at: 'desc' } });
  const nameOf = await peopleNames(found.map((one) => one.actorId));
  const backups = await listBackups(env().backups.folder);
  return found.map(({ id, at, actorId, reason, count, finishedAt }) => {
    const before = backups.filter((one) => maybeBefore(one, at)).length;
    return { id, at, by: nameOf(actorId), reason, count, finishedAt, backups: before };
  });
}
