/**
 * The one gate through which words go online. It knows no noun.
 *
 * Promise: `publish` puts the given revisions online together or not at all, each as a new public version of its entry,
 * in one transaction; a refusal names every field that is in the way. What is online is what the noun’s `apply` wrote
 * from an accepted revision, never anything else.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { record } from '../journal.ts';
import { urlOf } from '../published/addresses.ts';
import type { Actor } from '../staff/actor.ts';
import { blockersAmong, type Item, load, type Publishing } from './blockers.ts';
import { demand, demandOn } from './demand.ts';
import { labelOf } from './labels.ts';
import { kinds } from './noun.ts';
import { nounOf } from './nouns.ts';
import { problemsOf } from './problems.ts';
import { type Act, type ActRefused, Blocked, blocked, type EntryProblem, publicAct } from './public-act.ts';
import { prose } from './text.ts';

export type { Publishing } from './blockers.ts';
export type { EntryProblem } from './public-act.ts';

/** What the public is told: what changed and why. A minor correction stays in the history without being announced. */
export type PublicNote = { note?: string; minor?: boolean };

/** A new public version, and the path at which it is read. */
export type NewVersion = { entryId: string; number: number; href: string };

export type Published = { ok: true; publication: number; versions: NewVersion[] } | ActRefused;

const told = z.strictObject({ note: prose(600).default(''), minor: z.boolean().default(false) });

/**
 * Publishes several revisions as one act. The public note is required, unless the correction is minor or every entry
 * goes online for the first time. Afterwards the bakery is told which entries changed.
 * @returns the publication number and the versions made, or everything that blocks
 * @throws {Forbidden | Missing}
 */
export async function publish(actor: Actor, items: Publishing[], note: PublicNote = {}): Promise<Published> {
  await demand(actor, 'publish');
  for (const { entryId } of items) await demandOn(actor, 'publish', entryId);
  const parsed = told.safeParse(note);
  if (!parsed.success)
    return {
      ok: false,
      problems: problemsOf('page', parsed.error).map((one) => ({ ...one, entryId: '', title: '' })),
    };
  const ids = items.map((item) => item.entryId);
  return publicAct(actor, ids, async (tx, open): Promise<Published> => {
    if (items.length === 0) throw blocked('page', { id: '' }, '', 'Rien n’est choisi : cochez au moins une fiche.');
    const before = await tx.version.groupBy({ by: ['entryId'], where: { entryId: { in: ids } } });
    const { minor } = parsed.data;
    const unsaid: EntryProblem[] = [];
    if (before.length > 0 && !minor && parsed.data.note === '') unsaid.push({ ...noteMissing, entryId: '', title: '' });
    const act = await open();
    const versions = await goOnline(tx, { actor, act, verb: 'publish', ...parsed.data }, items, unsaid);
    return { ok: true, publication: act.number, versions };
  });
}

/** What a change of what is online must come with. */
export const noteMissing = {
  path: 'note',
  label: labelOf('page', 'note'),
  message: 'Il manque la note publique : dites ce qui change et pourquoi, ou cochez « correction mineure ».',
};

export type Going = { actor: Actor; act: Act; verb: 'publish' | 'putBack'; note: string; minor: boolean };

/**
 * Puts revisions online within an act, those that others refer to first.
 * @throws {Blocked} with everything in the way, `besides` included
 */
export async function goOnline(
  tx: Transaction,
  going: Going,
  items: Publishing[],
  besides: EntryProblem[] = [],
): Promise<NewVersion[]> {
  const found = await load(tx, items);
  const problems = [...besides, ...(await blockersAmong(tx, found))];
  if (problems.length > 0) throw new Blocked(problems);
  const versions: NewVersion[] = [];
  const inOrder = [...found].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  for (const item of inOrder) versions.push(await putOnline(tx, going, item));
  return versions;
}

async function putOnline(tx: Transaction, { actor, act, verb, note, minor }: Going, item: Item): Promise<NewVersion> {
  const { entryId, kind, slug, revisionId, revision, live } = item;
  // Asked again in turn: two items of one act may clash with each other.
  const [clash] = await nounOf(kind).clashes(tx, { id: entryId, slug }, item.content);
  if (clash) throw blocked(kind, { id: entryId, title: item.title }, clash.path, clash.message);
  const before = await tx.version.aggregate({ where: { entryId }, _max: { number: true } });
  const number = (before._max.number ?? 0) + 1;
  const version = { id: randomUUID(), entryId, number, revisionId, publicationNumber: act.number, slug };
  await tx.version.create({ data: { ...version, note: note || null, minor } });
  await nounOf(kind).apply(tx, entryId, item.content);
  const online = { liveVersion: number, publishedAt: act.at, withdrawnAt: null, withdrawalNotice: null };
  await tx.entry.update({ where: { id: entryId }, data: online });
  const after = { publication: act.number, version: number, revision, note, minor };
  await record(tx, actor, { verb, entryId, before: live === null ? undefined : { revision: live }, after });
  return { entryId, number, href: urlOf(kind, slug) };
}
