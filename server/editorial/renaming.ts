/**
 * Changing the address of an entry.
 *
 * Promise: an address that was public answers 301 to where the entry is now, however often it moves, and never becomes
 * another entry’s. Renaming back is the undo: the two addresses change places. An entry that was never online leaves
 * nothing behind.
 */
import { randomUUID } from 'node:crypto';
import { reader, type Transaction } from '../database.ts';
import { record } from '../journal.ts';
import { urlOf } from '../published/addresses.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn, type Subject } from './demand.ts';
import { nounOf } from './nouns.ts';
import { type ActRefused, blocked, publicAct } from './public-act.ts';
import { slugFault } from './slugs.ts';

/** `from` and `to`: the old path and the new. Undone by renaming from `slug` to `former`. */
export type Renamed = { ok: true; from: string; to: string; slug: string; former: string } | ActRefused;

/**
 * Renames an entry; `from` is the slug the person was looking at.
 * @returns both paths, or why the address cannot be this entry’s
 * @throws {Forbidden | Missing}
 */
export async function rename(actor: Actor, given: { entryId: string; from: string; slug: string }): Promise<Renamed> {
  const subject = await demandOn(actor, 'rename', given.entryId);
  const { from, slug } = { from: String(given.from), slug: String(given.slug).trim() };
  const { id, kind } = subject;
  return publicAct(actor, [id], async (tx, open): Promise<Renamed> => {
    await refuse(tx, subject, from, slug);
    const wasPublic = (await tx.version.count({ where: { entryId: id } })) > 0;
    await tx.redirect.deleteMany({ where: { kind, slug, entryId: id } });
    if (wasPublic) {
      await open();
      await tx.redirect.create({ data: { id: randomUUID(), kind, slug: from, entryId: id, createdAt: new Date() } });
    }
    await tx.entry.update({ where: { id }, data: { slug } });
    await record(tx, actor, { verb: 'rename', entryId: id, before: { slug: from }, after: { slug } });
    return { ok: true, from: urlOf(kind, from), to: urlOf(kind, slug), slug, former: from };
  });
}

/** @throws {Blocked} when the entry cannot have that address */
async function refuse(tx: Transaction, { id, kind }: Subject, from: string, slug: string): Promise<void> {
  const no = (message: string) => blocked(kind, { id }, 'slug', message);
  if (kind === 'setting') throw no('Les réglages du site n’ont pas d’adresse à eux.');
  const entry = await tx.entry.findUniqueOrThrow({ where: { id } });
  if (entry.slug !== from) throw no(`L’adresse est devenue « ${entry.slug} » entre-temps : rechargez la fiche.`);
  if (slug === from) throw no('C’est déjà l’adresse de cette fiche.');
  const fault = await slugFault(tx, kind, slug, id);
  if (fault) throw no(fault);
  if (entry.liveVersion === null) return;
  const where = { entryId_number: { entryId: id, number: entry.liveVersion } };
  const { revision } = await tx.version.findUniqueOrThrow({ where, include: { revision: true } });
  const [clash] = await nounOf(kind).clashes(tx, { id, slug }, revision.content);
  if (clash) throw no(clash.message);
}

/** The earlier public addresses of an entry, which answer 301. @throws {Forbidden | Missing} */
export async function formerAddresses(actor: Actor, entryId: string): Promise<string[]> {
  const { id } = await demandOn(actor, 'read', entryId);
  const moved = await reader().redirect.findMany({ where: { entryId: id }, orderBy: { createdAt: 'desc' } });
  return moved.map((one) => urlOf(one.kind, one.slug));
}
