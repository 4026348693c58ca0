/**
 * Notes between colleagues on an entry, to somebody or to everyone; done when they are dealt with.
 *
 * Promise: never public: nothing in server/published or the bakery can name them. A note stays as it was written.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { reader, write } from '../database.ts';
import { record } from '../journal.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn, Missing } from './demand.ts';
import { peopleNames } from './names.ts';
import { authorize } from './permissions.ts';
import { problemsOf, type Refused, refused } from './problems.ts';
import { prose, reference } from './text.ts';

export type NoteLine = {
  id: string;
  entryId: string;
  author: string;
  /** Empty when the note is for everyone. */
  mentioned: string;
  text: string;
  createdAt: Date;
  doneAt: Date | null;
};

export type NoteWritten = { ok: true; noteId: string } | Refused;

const asked = z.strictObject({
  text: prose(2000).refine((value) => value !== '', 'Il manque le texte de la note.'),
  mention: reference.default(''),
});

/** The people a note may be addressed to: whoever has an open account, by name. */
export async function colleagues(actor: Actor): Promise<{ id: string; name: string }[]> {
  authorize(actor, 'read');
  const open = { disabledAt: null };
  const people = await reader().account.findMany({ where: open, select: { id: true, name: true } });
  return people.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/**
 * Writes a note on an entry; `mention` is the id of the colleague it is for, or empty.
 * @returns a problem when the text is missing or the colleague has no open account @throws {Forbidden | Missing}
 */
export async function writeNote(
  actor: Actor,
  given: { entryId: string; text: string; mention?: string },
): Promise<NoteWritten> {
  const { id: entryId, kind } = await demandOn(actor, 'writeNote', given.entryId);
  const parsed = asked.safeParse({ text: given.text, mention: given.mention });
  if (!parsed.success) return { ok: false, problems: problemsOf(kind, parsed.error) };
  const { text, mention } = parsed.data;
  return write(async (tx): Promise<NoteWritten> => {
    const colleague = mention === '' ? null : await tx.account.findUnique({ where: { id: mention } });
    if (mention !== '' && (!colleague || colleague.disabledAt))
      return refused(kind, 'mention', 'Cette personne n’a pas de compte ouvert : choisissez-en une autre.');
    const id = randomUUID();
    const whose = { entryId, authorId: actor.id, mentionedId: colleague?.id ?? null };
    await tx.colleagueNote.create({ data: { id, ...whose, text, createdAt: new Date() } });
    await record(tx, actor, { verb: 'writeNote', entryId, after: { note: id, mention: colleague?.name ?? '' } });
    return { ok: true, noteId: id };
  });
}

/** Says that a note is dealt with, or is not after all. @throws {Forbidden | Missing} */
export async function setNoteDone(actor: Actor, given: { noteId: string; done: boolean }): Promise<{ ok: true }> {
  authorize(actor, 'writeNote');
  const found = await reader().colleagueNote.findUnique({ where: { id: String(given.noteId) } });
  if (!found) throw new Missing('Cette note n’existe pas.');
  const { id: entryId } = await demandOn(actor, 'writeNote', found.entryId);
  await write(async (tx) => {
    const note = await tx.colleagueNote.findUniqueOrThrow({ where: { id: found.id } });
    const done = given.done === true;
    if ((note.doneAt !== null) === done) return;
    await tx.colleagueNote.update({ where: { id: note.id }, data: { doneAt: done ? new Date() : null } });
    await record(tx, actor, { verb: 'setNoteDone', entryId, after: { note: note.id, done } });
  });
  return { ok: true };
}

/** The notes on an entry, those to do first, then the latest. @throws {Forbidden | Missing} */
export async function notesOn(actor: Actor, entryId: string): Promise<NoteLine[]> {
  const { id } = await demandOn(actor, 'read', entryId);
  const lines = await read({ entryId: id });
  return [...lines.filter((one) => !one.doneAt), ...lines.filter((one) => one.doneAt)];
}

/** The notes that mention the actor and are not done, the latest first. */
export async function notesFor(actor: Actor): Promise<NoteLine[]> {
  authorize(actor, 'read');
  return read({ mentionedId: actor.id, doneAt: null });
}

async function read(where: { entryId?: string; mentionedId?: string; doneAt?: null }): Promise<NoteLine[]> {
  const found = await reader().colleagueNote.findMany({ where, orderBy: { createdAt: 'desc' } });
  const nameOf = await peopleNames(found.flatMap((one) => [one.authorId, one.mentionedId ?? '']));
  return found.map(({ id, entryId, authorId, mentionedId, text, createdAt, doneAt }) => ({
    ...{ id, entryId, text, createdAt, doneAt, author: nameOf(authorId) },
    mentioned: mentionedId === null ? '' : nameOf(mentionedId),
  }));
}
