/**
 * Entries and their revisions: every state of the words, append-only.
 *
 * Promise: an accepted save is one new revision and one line of the journal; nothing that was saved is ever changed or
 * removed. Saving never changes what is live. Two people who save at once lose no word: what only one of them touched
 * is merged, what both touched is handed back with both texts.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Transaction, write } from '../database.ts';
import { record } from '../journal.ts';
import type { Actor } from '../staff/actor.ts';
import { demand, demandOn, Missing } from './demand.ts';
import { changes } from './differences.ts';
import { asJson, type Json, type JsonObject, same } from './json.ts';
import { labelOf } from './labels.ts';
import { type Conflict, merge } from './merge.ts';
import { type Kind, kinds, type Problem } from './noun.ts';
import { nounOf } from './nouns.ts';
import { BINNED, problemsOf, type Refused, refused } from './problems.ts';
import { slugFault } from './slugs.ts';
import { line } from './text.ts';

export type Field = { path: string; label: string };

export type SaveConflict = {
  /** The revision somebody saved meanwhile: what the next save starts from. */
  number: number;
  authorId: string;
  savedAt: Date;
  /** The fields both touched, each with what it was and what the two made of it; `undefined`: not there. */
  fields: (Conflict & Field)[];
  /** Everything that merged, with the person’s own text in each field of `fields`. To be saved from `number`. */
  content: Json;
};

export type Saved =
  /** `number` is now the last revision, `content` its words. `fromOthers`: what somebody else changed meanwhile and was merged. */
  | { ok: true; entryId: string; number: number; content: Json; merged: boolean; fromOthers: Field[] }
  | { ok: false; problems: Problem[]; conflict?: SaveConflict };

const noteForColleagues = z.strictObject({ note: line(200).optional() });

/**
 * Makes an entry of the given kind at the given slug, with its first revision.
 * @returns problems when the content or the slug is not acceptable or the slug is, or was, another entry’s
 * @throws {Forbidden} {Missing} when there is no such kind
 */
export async function createEntry(
  actor: Actor,
  given: { kind: Kind; slug: string; content: unknown; note?: string; id?: string },
): Promise<Saved> {
  const { kind, slug } = given;
  await demand(actor, 'createEntry', kind);
  if (!kinds.includes(kind)) throw new Missing('Ce genre de fiche n’existe pas.');
  const parsed = parse(kind, given);
  if (!parsed.ok) return parsed;
  const entryId = given.id ?? randomUUID();
  return write(async (tx) => {
    const fault = await slugFault(tx, kind, slug, entryId);
    if (fault) return refused(kind, 'slug', fault);
    await tx.entry.create({ data: { id: entryId, kind, slug, createdAt: new Date() } });
    await append(tx, actor, { entryId, number: 1, ...parsed });
    await record(tx, actor, { verb: 'createEntry', entryId, after: { kind, slug, revision: 1 } });
    return { ok: true, entryId, number: 1, content: parsed.content, merged: false, fromOthers: [] };
  });
}

/**
 * Saves a new revision of an entry. `from` is the number of the revision the words started from, `opened` when they were
 * read: words erased of it since then must not come back with the rest, and the save is refused.
 * @returns the new number (the last one when nothing changed); or problems; or, when somebody saved meanwhile and both
 * changed the same fields, the conflict: nothing is saved, the person chooses and saves from the newer number
 * @throws {Forbidden | Missing}
 */
export async function saveDraft(
  actor: Actor,
  given: { entryId: string; from: number; content: unknown; note?: string; opened?: Date },
): Promise<Saved> {
  const { id: entryId, kind } = await demandOn(actor, 'saveDraft', given.entryId);
  const parsed = parse(kind, given);
  if (!parsed.ok) return parsed;
  const { from, opened } = given;
  return write((tx) => land(tx, actor, { kind, entryId, from, opened, ...parsed }));
}

type Parsed = { ok: true; content: JsonObject; note: string };

function parse(kind: Kind, given: { content: unknown; note?: string | undefined }): Parsed | Refused {
  const content = nounOf(kind).draft.safeParse(given.content);
  const besides = noteForColleagues.safeParse({ note: given.note });
  if (content.success && besides.success)
    return { ok: true, content: asJson(content.data) as JsonObject, note: besides.data.note ?? '' };
  const errors = [content.error, besides.error].flatMap((error) => (error ? problemsOf(kind, error) : []));
  return { ok: false, problems: errors };
}

type Landing = { kind: Kind; entryId: string; from: number; opened: Date | undefined; content: Json; note: string };

/** Puts a content on top of the last revision, whatever was saved since `from`. */
async function land(tx: Transaction, actor: Actor, landing: Landing): Promise<Saved> {
  const { kind, entryId, from, content: mine, note } = landing;
  const entry = await tx.entry.findUniqueOrThrow({ where: { id: entryId } });
  if (entry.binnedAt) return refused(kind, '', BINNED);
  const last = await lastRevision(tx, entryId);
  const base = last.number === from ? last : await revisionAt(tx, entryId, from);
  if (landing.opened && (await erasedSince(tx, base.id, landing.opened))) return refused(kind, '', ERASED);
  const theirs = last.content as Json;
  const { content, conflicts } = merge(base.content as Json, mine, theirs);
  if (conflicts.length > 0) return conflicting(kind, last, conflicts, content);
  const fromOthers = changes(kind, mine, content).map(({ path, label }) => ({ path, label }));
  const merged = last !== base;
  if (same(content, theirs)) return { ok: true, entryId, number: last.number, content, merged, fromOthers };
  // Two good drafts can merge into one that is not: too many lines, for one.
  const parsed = merged ? nounOf(kind).draft.safeParse(content) : { success: true as const };
  if (!parsed.success) return { ok: false, problems: problemsOf(kind, parsed.error) };
  const number = last.number + 1;
  await append(tx, actor, { entryId, number, content: content as JsonObject, note });
  const fields = changes(kind, theirs, content).map(({ path }) => path);
  const after = { revision: number, fields, ...(merged && { mergedFrom: from }), ...(note !== '' && { note }) };
  await record(tx, actor, { verb: 'saveDraft', entryId, before: { revision: last.number }, after });
  return { ok: true, entryId, number, content, merged, fromOthers };
}

const ERASED =
  'Des mots de cette fiche ont été effacés depuis que vous l’avez ouverte : gardez ce que vous avez écrit, rechargez la page, puis recommencez.';

async function erasedSince(tx: Transaction, revisionId: string, opened: Date): Promise<boolean> {
  const of = { tableName: 'Revision', rowId: revisionId };
  return (await tx.erasedRow.count({ where: { ...of, erasure: { at: { gt: opened } } } })) > 0;
}

type Row = { number: number; content: unknown; authorId: string; createdAt: Date };

function conflicting(kind: Kind, last: Row, conflicts: Conflict[], content: Json): Saved {
  const message = 'Quelqu’un a enregistré entre-temps et a changé les mêmes champs que vous : choisissez.';
  const fields = conflicts.map((one) => ({ ...one, label: labelOf(kind, one.path) }));
  const { number, authorId, createdAt: savedAt } = last;
  return { ...refused(kind, '', message), conflict: { number, authorId, savedAt, fields, content } };
}

/** The last revision of an entry. */
export function lastRevision(tx: Transaction, entryId: string) {
  return tx.revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
}

/** @throws {Missing} when the entry has no such revision */
export async function revisionAt(tx: Pick<Transaction, 'revision'>, entryId: string, number: number) {
  const where = { entryId_number: { entryId, number } };
  const row = Number.isSafeInteger(number) ? await tx.revision.findUnique({ where }) : null;
  if (!row) throw new Missing('Cette révision n’existe pas : rechargez la fiche.');
  return row;
}

type Appended = { entryId: string; number: number; content: JsonObject; note: string };

/** Adds a revision within the caller’s transaction. */
export async function append(tx: Transaction, actor: Actor, { entryId, number, content, note }: Appended) {
  const who = { authorId: actor.id, note: note || null, createdAt: new Date() };
  await tx.revision.create({ data: { id: randomUUID(), entryId, number, content, ...who } });
}
