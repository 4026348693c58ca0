/**
 * Entries and their revisions: every state of the words, append-only.
 *
 * Promise: an accepted save is one new revision; nothing that was saved is ever changed or removed. Saving never
 * changes what is live.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { type Transaction, write } from '../database.ts';
import type { Actor } from '../staff/actor.ts';
import type { Kind, Problem } from './noun.ts';
import { nounOf } from './nouns.ts';
import { authorize } from './permissions.ts';

export type Saved = { ok: true; entryId: string; number: number } | { ok: false; problems: Problem[] };

/** The problems of a refused content, as values keyed by field. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
}

/** An address may hold lower-case letters without accents, digits and single hyphens. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Makes an entry of the given kind at the given slug, with its first revision.
 * @returns problems when the content or the slug is not acceptable or the slug is, or was, another entry’s
 * @throws {Forbidden}
 */
export async function createEntry(
  actor: Actor,
  given: { kind: Kind; slug: string; content: unknown; note?: string; id?: string },
): Promise<Saved> {
  authorize(actor, 'saveDraft');
  const parsed = nounOf(given.kind).draft.safeParse(given.content);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const { kind, slug } = given;
  if (!SLUG.test(slug) || slug.length > 80)
    return refused('slug', 'L’adresse compte des minuscules sans accent, des chiffres et des tirets.');
  const entryId = given.id ?? randomUUID();
  return write(async (tx) => {
    if (await taken(tx, kind, slug))
      return refused('slug', `L’adresse « ${slug} » est ou a été celle d’une autre fiche.`);
    await tx.entry.create({ data: { id: entryId, kind, slug, createdAt: new Date() } });
    const number = await append(tx, actor, { entryId, number: 1, content: parsed.data, note: given.note });
    return { ok: true, entryId, number };
  });
}

/**
 * Saves a new revision of an entry. `from` is the number of the revision the words started from.
 * @returns the new number; the same number when nothing changed; or problems, also when somebody saved meanwhile
 * @throws {Forbidden}
 */
export async function saveDraft(
  actor: Actor,
  given: { entryId: string; from: number; content: unknown; note?: string },
): Promise<Saved> {
  authorize(actor, 'saveDraft');
  const { entryId, from, content, note } = given;
  return write(async (tx) => {
    const entry = await tx.entry.findUnique({ where: { id: entryId } });
    const last = await tx.revision.findFirst({ where: { entryId }, orderBy: { number: 'desc' } });
    if (!entry || !last) return refused('', 'Cette fiche n’existe pas ou plus.');
    const parsed = nounOf(entry.kind).draft.safeParse(content);
    if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
    if (last.number !== from)
      return refused('', 'Quelqu’un a enregistré entre-temps : rechargez la fiche, puis reprenez.');
    if (isDeepStrictEqual(plain(parsed.data), last.content)) return { ok: true, entryId, number: from };
    const number = await append(tx, actor, { entryId, number: from + 1, content: parsed.data, note });
    return { ok: true, entryId, number };
  });
}

function refused(path: string, message: string): Saved {
  return { ok: false, problems: [{ path, message }] };
}

async function taken(tx: Transaction, kind: Kind, slug: string): Promise<boolean> {
  const where = { kind_slug: { kind, slug } };
  return (await tx.entry.findUnique({ where })) !== null || (await tx.redirect.findUnique({ where })) !== null;
}

type Appended = { entryId: string; number: number; content: unknown; note: string | undefined };

/** The content as JSON keeps it. */
const plain = (content: unknown) => JSON.parse(JSON.stringify(content));

/** Adds a revision within the caller’s transaction. @returns its number */
async function append(tx: Transaction, actor: Actor, { entryId, number, content, note }: Appended): Promise<number> {
  const who = { authorId: actor.id, note: note ?? null, createdAt: new Date() };
  await tx.revision.create({ data: { id: randomUUID(), entryId, number, content: plain(content), ...who } });
  return number;
}
