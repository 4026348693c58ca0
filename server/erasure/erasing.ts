/**
 * Erasing personal data: the words go from everything that was ever written, and the public is told that they did.
 *
 * Promise: `lookFor` shows every place and changes nothing; `erase` replaces the words at exactly the places that were
 * shown, in one transaction with its journal line, which does not hold them, or nowhere at all. What is online is
 * rewritten in the same act: a correction made afterwards would leave the words public until then, and in a version of
 * their own for ever. It is neither a new revision nor a new version: those there are say less from now on, and the
 * public ones say so. What is left on the disk is for finishing.ts.
 *
 * Only administrators, who gave their password lately.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { reader, type Transaction } from '../database.ts';
import { demand } from '../editorial/demand.ts';
import { publicAct } from '../editorial/public-act.ts';
import { forgetSummaries } from '../editorial/summaries.ts';
import { prose, verbatim } from '../editorial/text.ts';
import { record } from '../journal.ts';
import { type Actor, requireRecentProof } from '../staff/actor.ts';
import { type Refused, refuse, refuseParsed } from '../staff/visitor.ts';
import { type Found, find } from './finding.ts';
import { type Listing, listed } from './listing.ts';
import { rewrite } from './places.ts';
import { applyLive, type Redacted, redactAll, Unfit } from './redacting.ts';
import { touchedVersions } from './touched-versions.ts';
import { SHORTEST, type Words, wordsOf } from './words.ts';

export type Looked = { ok: true; listing: Listing } | Refused;
export type Erased = { ok: true; erasureId: string; count: number } | Refused;

const sought = verbatim(200).refine(
  (text) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= SHORTEST,
  `Donnez les mots à effacer, d’au moins ${SHORTEST} lettres ou chiffres.`,
);

const looking = z.object({ words: sought });

const erasing = z.strictObject({
  words: sought,
  reason: prose(300).refine((text) => text !== '', 'Il manque la raison : elle sera publique.'),
  /** What the list that was shown was sealed with. */
  seal: z.string().max(100),
});

const nowhere = 'Ces mots ne se trouvent nulle part, écrits ainsi : vérifiez les majuscules, les accents, les tirets.';
const moved = 'Ces mots ne sont plus aux mêmes endroits que dans la liste : relisez-la, puis recommencez.';
const told = 'La raison sera publique : dites pourquoi, sans les mots à effacer ni rien qui leur ressemble.';

/** Where the words stand. @returns a problem when they are too short or nowhere @throws {Forbidden} */
export async function lookFor(actor: Actor, given: unknown): Promise<Looked> {
  await demand(actor, 'erase');
  const parsed = looking.safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const words = wordsOf(parsed.data.words);
  const listing = await listed(words, await find(reader(), words));
  if (listing.count > 0 || listing.others.length > 0 || listing.kept.length > 0) return { ok: true, listing };
  return refuse('words', nowhere);
}

/**
 * Erases the words everywhere; `seal` is that of the listing the person was shown.
 * @returns what is in the way: nothing found, another list by now, a field that cannot do without them
 * @throws {Forbidden | ProofNeeded}
 */
export async function erase(actor: Actor, given: unknown): Promise<Erased> {
  await demand(actor, 'erase');
  requireRecentProof(actor);
  const parsed = erasing.safeParse(given);
  if (!parsed.success) return refuseParsed(parsed.error.issues);
  const { reason, seal } = parsed.data;
  const words = wordsOf(parsed.data.words);
  if (reason.search(words.alike) >= 0) return refuse('reason', told);
  const shown = await find(reader(), words);
  const entryIds = [...new Set(shown.rows.map(({ row }) => row.entryId))].filter((id) => id !== '');
  try {
    const erased = await publicAct(actor, entryIds, async (tx, open): Promise<Erased> => {
      const found = await find(tx, words);
      if (found.count === 0) return refuse('words', nowhere);
      if (found.seal !== seal) return refuse('words', moved);
      return eraseFound(tx, actor, { words, found, reason, open });
    });
    // A revision changed, which those who keep something of one must hear before anybody asks again.
    forgetSummaries();
    return erased;
  } catch (error) {
    if (error instanceof Unfit) return refuse('words', error.message);
    throw error;
  }
}

type Order = { words: Words; found: Found; reason: string; open: () => Promise<unknown> };

async function eraseFound(tx: Transaction, actor: Actor, { words, found, reason, open }: Order): Promise<Erased> {
  const versionIds = await touchedVersions(tx, found.rows);
  const redacted = await redactAll(tx, words, found.rows);
  const erasureId = randomUUID();
  const { count } = found;
  await tx.erasure.create({ data: { id: erasureId, at: new Date(), actorId: actor.id, reason, count } });
  for (const one of redacted) {
    if (one.place.guarded) await takeLeave(tx, erasureId, one);
    await rewrite(tx, one.place, one.row.id, one.columns);
  }
  await tx.erasedVersion.createMany({ data: versionIds.map((versionId) => ({ erasureId, versionId })) });
  const live = await applyLive(tx, redacted);
  if ((await find(tx, words)).count > 0) throw new Error('Words were left where they had been found.');
  // The number says that the baked site is behind, also after a crash.
  const isPublic = live || versionIds.length > 0 || redacted.some(({ place }) => publicTables.has(place.table));
  if (isPublic) await open();
  await record(tx, actor, { verb: 'erase', after: { erasure: erasureId, count, versions: versionIds.length } });
  return { ok: true, erasureId, count };
}

/** Tables of which the public reads something besides versions: notices, answers, reasons. */
const publicTables = new Set(['Entry', 'Report', 'Erasure']);

/** Asks for leave to change one guarded row; the change closes it (see the migration « erasures »). */
async function takeLeave(tx: Transaction, erasureId: string, { place, row, hits }: Redacted): Promise<void> {
  const fields = JSON.stringify(hits.map(({ column, path }) => (column === 'content' ? path : column)));
  const leave = { id: randomUUID(), erasureId, tableName: place.table, rowId: row.id, fields, open: 'open' };
  await tx.erasedRow.create({ data: leave });
}
