/**
 * Who has an entry’s form open. A courtesy: what keeps two people’s words is the merge, not this.
 *
 * Promise: somebody is said to be editing for two minutes after their form last made itself known. Nothing here is
 * worth a line of the journal.
 */
import { reader, write } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn } from './demand.ts';

/** How long a form that went silent still counts, in milliseconds. */
const FRESH = 2 * 60_000;

export type Editing = { accountId: string; name: string; seenAt: Date };

/** Makes known that the actor has the form open. @returns who else has @throws {Forbidden | Missing} */
export async function heartbeat(actor: Actor, entryId: string, now = new Date()): Promise<Editing[]> {
  const { id } = await demandOn(actor, 'saveDraft', entryId);
  const key = { entryId: id, accountId: actor.id };
  await write(async (tx) => {
    await tx.presence.deleteMany({ where: { seenAt: { lt: new Date(now.getTime() - FRESH) } } });
    await tx.presence.upsert({
      where: { entryId_accountId: key },
      create: { ...key, seenAt: now },
      update: { seenAt: now },
    });
  });
  return othersEditing(actor, id, now);
}

/** Makes known that the actor closed the form. @throws {Forbidden | Missing} */
export async function leave(actor: Actor, entryId: string): Promise<void> {
  const { id } = await demandOn(actor, 'saveDraft', entryId);
  await write((tx) => tx.presence.deleteMany({ where: { entryId: id, accountId: actor.id } }));
}

/** Who else has the entry’s form open, last seen first. @throws {Forbidden | Missing} */
export async function othersEditing(actor: Actor, entryId: string, now = new Date()): Promise<Editing[]> {
  const { id } = await demandOn(actor, 'read', entryId);
  const since = new Date(now.getTime() - FRESH);
  const found = await reader().presence.findMany({
    where: { entryId: id, NOT: { accountId: actor.id }, seenAt: { gte: since } },
    include: { account: { select: { name: true } } },
    orderBy: { seenAt: 'desc' },
  });
  return found.map(({ accountId, account, seenAt }) => ({ accountId, name: account.name, seenAt }));
}
