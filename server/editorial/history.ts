/**
 * The history of an entry: every revision, any two compared, and an older one taken again.
 *
 * Promise: `restore` makes a draft like any other, one more revision on top; restoring what was last undoes it.
 */
import { z } from 'zod';
import { reader, write } from '../database.ts';
import { record } from '../journal.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn } from './demand.ts';
import { type Difference, differences, referencesIn } from './differences.ts';
import { type Json, type JsonObject, same } from './json.ts';
import { namesOf, peopleNames } from './names.ts';
import { nounOf } from './nouns.ts';
import { BINNED, problemsOf, refused } from './problems.ts';
import { append, lastRevision, revisionAt, type Saved } from './revisions.ts';
import { line } from './text.ts';

export type PublicVersion = { number: number; publishedAt: Date; note: string; minor: boolean; live: boolean };

export type RevisionLine = {
  number: number;
  createdAt: Date;
  author: string;
  note: string;
  /** The public versions that this revision became. */
  versions: PublicVersion[];
};

/** Every revision of an entry, last first. @throws {Forbidden | Missing} */
export async function history(actor: Actor, entryId: string): Promise<RevisionLine[]> {
  const { id } = await demandOn(actor, 'read', entryId);
  const { liveVersion } = await reader().entry.findUniqueOrThrow({ where: { id } });
  const found = await reader().revision.findMany({
    where: { entryId: id },
    orderBy: { number: 'desc' },
    omit: { content: true },
    include: { versions: { include: { publication: true }, orderBy: { number: 'desc' } } },
  });
  const nameOf = await peopleNames(found.map((one) => one.authorId));
  return found.map(({ number, createdAt, authorId, note, versions }) => ({
    ...{ number, createdAt, author: nameOf(authorId), note: note ?? '' },
    versions: versions.map((one) => ({
      ...{ number: one.number, publishedAt: one.publication.at, note: one.note ?? '' },
      ...{ minor: one.minor, live: one.number === liveVersion },
    })),
  }));
}

/**
 * What changed between two revisions of an entry, in words. `from` null: everything `to` holds, as for an entry that
 * was never online.
 * @throws {Forbidden | Missing}
 */
export async function compare(
  actor: Actor,
  given: { entryId: string; from: number | null; to: number },
): Promise<Difference[]> {
  const { id, kind } = await demandOn(actor, 'read', given.entryId);
  const contentOf = async (number: number) => (await revisionAt(reader(), id, number)).content as Json;
  const before = given.from === null ? undefined : await contentOf(given.from);
  const after = await contentOf(given.to);
  const ids = [...referencesIn(kind, before), ...referencesIn(kind, after)];
  return differences(kind, before, after, await namesOf(ids));
}

const asked = z.strictObject({ note: line(200).optional() });

/**
 * Takes the content of an older revision again, as a new draft on top of the last revision, `from`.
 * @returns the new number (the last one when the contents are alike); or problems, also when somebody saved meanwhile
 * @throws {Forbidden | Missing}
 */
export async function restore(
  actor: Actor,
  given: { entryId: string; number: number; from: number; note?: string },
): Promise<Saved> {
  const { id: entryId, kind } = await demandOn(actor, 'restore', given.entryId);
  const parsed = asked.safeParse({ note: given.note });
  if (!parsed.success) return { ok: false, problems: problemsOf(kind, parsed.error) };
  const note = parsed.data.note || `Reprise de la révision ${given.number}`;
  return write(async (tx): Promise<Saved> => {
    const entry = await tx.entry.findUniqueOrThrow({ where: { id: entryId } });
    if (entry.binnedAt) return refused(kind, '', BINNED);
    const last = await lastRevision(tx, entryId);
    const older = await revisionAt(tx, entryId, given.number);
    if (last.number !== given.from)
      return refused(kind, '', 'Quelqu’un a enregistré entre-temps : relisez l’historique, puis recommencez.');
    const draft = nounOf(kind).draft.safeParse(older.content);
    if (!draft.success) return { ok: false, problems: problemsOf(kind, draft.error) };
    const unchanged = same(last.content, older.content);
    const number = unchanged ? last.number : last.number + 1;
    if (!unchanged) {
      await append(tx, actor, { entryId, number, content: older.content as JsonObject, note });
      const after = { revision: number, from: given.number };
      await record(tx, actor, { verb: 'restore', entryId, before: { revision: last.number }, after });
    }
    return { ok: true, entryId, number, content: older.content as Json, merged: false, fromOthers: [] };
  });
}
