/**
 * The bin: where entries that were never online are put, and taken back from.
 *
 * Promise: nothing is deleted; a binned entry keeps its words and its slug, and is out of every list but the bin’s.
 */
import { type Transaction, write } from '../database.ts';
import { record } from '../journal.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn, type Subject } from './demand.ts';
import { type Refused, refused } from './problems.ts';
import { lastRevision } from './revisions.ts';

export type Binned = { ok: true } | Refused;

/**
 * Puts a never published entry in the bin; `from` is the last revision the person saw.
 * @returns why not: it was online once, or somebody saved meanwhile
 * @throws {Forbidden | Missing}
 */
export async function bin(actor: Actor, given: { entryId: string; from: number }): Promise<Binned> {
  return move(actor, given.entryId, async (tx, { id, kind }) => {
    const entry = await tx.entry.findUniqueOrThrow({ where: { id } });
    if (entry.binnedAt) return refused(kind, '', 'Cette fiche est déjà dans la corbeille.');
    if ((await tx.version.count({ where: { entryId: id } })) > 0)
      return refused(kind, '', 'Cette fiche a été en ligne : elle se retire, avec un avis, et ne se jette pas.');
    if ((await lastRevision(tx, id)).number !== given.from)
      return refused(kind, '', 'Quelqu’un a enregistré entre-temps : relisez la fiche avant de la jeter.');
    await tx.entry.update({ where: { id }, data: { binnedAt: new Date() } });
    await record(tx, actor, { verb: 'bin', entryId: id, after: { revision: given.from } });
    return { ok: true };
  });
}

/** Takes an entry out of the bin, as it was. @throws {Forbidden | Missing} */
export async function takeBack(actor: Actor, given: { entryId: string }): Promise<Binned> {
  return move(actor, given.entryId, async (tx, { id, kind }) => {
    const entry = await tx.entry.findUniqueOrThrow({ where: { id } });
    if (!entry.binnedAt) return refused(kind, '', 'Cette fiche n’est pas dans la corbeille.');
    await tx.entry.update({ where: { id }, data: { binnedAt: null } });
    await record(tx, actor, { verb: 'takeBack', entryId: id, before: { binnedAt: entry.binnedAt } });
    return { ok: true };
  });
}

async function move(actor: Actor, entryId: string, work: (tx: Transaction, subject: Subject) => Promise<Binned>) {
  const subject = await demandOn(actor, 'bin', entryId);
  return write((tx) => work(tx, subject));
}
