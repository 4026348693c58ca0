'use server';
/** What the forms of an entry ask for: who is there, the command, the answer. */
import { refresh } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import { setNoteDone, writeNote } from '../../../server/editorial/colleague-notes.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { restore } from '../../../server/editorial/history.ts';
import { heartbeat, leave } from '../../../server/editorial/presence.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { setReviewDate } from '../../../server/editorial/reviews.ts';
import { bin, takeBack } from '../../../server/editorial/wastebasket.ts';
import { putBack, withdraw } from '../../../server/editorial/withdrawal.ts';
import { entryAnswer, publicAnswer } from '../../../server/forms/answering.ts';
import { type PublishState, publishFrom } from '../../../server/forms/publishing.ts';
import { type EntryState, makeEntry, type NewState, saveEntry } from '../../../server/forms/saving.ts';
import { sectionAt } from '../../../server/forms/sections.ts';
import type { Answer } from '../../../server/staff/forms.ts';
import { actionActor, changed, currentSession } from '../../../server/staff/request.ts';
import { timeLeft } from '../../../server/staff/sessions.ts';

export async function saveAction(entryId: string, _: EntryState, form: FormData): Promise<EntryState> {
  // The form itself asks for the page anew, once it has said « Enregistré »: the person waits for the save only.
  return saveEntry(actionActor(), entryId, form);
}

export async function makeAction(sectionName: string, before: NewState, form: FormData): Promise<NewState> {
  const actor = await actionActor();
  const section = sectionAt(sectionName);
  if (!section) return before;
  const state = await makeEntry(actor, section.kind, form);
  if (state.made) redirect(state.made);
  return state;
}

export async function publishAction(_: PublishState, form: FormData): Promise<PublishState> {
  // As for a save, the page around is asked for once « En ligne » is said.
  return publishFrom(await actionActor(), form);
}

export async function withdrawAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return publicAnswer(entryId, {
    ...{ form, asks: ['version', 'notice', 'how'] },
    command: ({ version, notice = '', how }) =>
      withdraw(actor, { entryId, version: Number(version), notice, mistake: how === 'mistake' }),
    told: () => 'La fiche est retirée. Son adresse répond maintenant qu’elle n’existe plus.',
  });
}

export async function putBackAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return publicAnswer(entryId, {
    ...{ form, asks: ['note'] },
    command: ({ note = '' }) => putBack(actor, { entryId, note }),
    told: () => 'La fiche est de nouveau en ligne.',
  });
}

export async function renameAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return publicAnswer(entryId, {
    ...{ form, asks: ['from', 'slug'] },
    command: ({ from = '', slug = '' }) => rename(actor, { entryId, from, slug }),
    told: ({ from, to }) =>
      `La fiche est maintenant à ${to}. L’ancienne adresse, ${from}, y mène si elle a été publique.`,
  });
}

export async function binAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return entryAnswer({
    ...{ form, asks: ['from'] },
    command: ({ from }) => bin(actor, { entryId, from: Number(from) }),
    told: () => changed('La fiche est dans la corbeille. Vous pouvez l’en sortir.'),
  });
}

export async function takeBackAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return entryAnswer({
    ...{ form, asks: [] },
    command: () => takeBack(actor, { entryId }),
    told: () => changed('La fiche est sortie de la corbeille.'),
  });
}

export async function restoreAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return entryAnswer({
    ...{ form, asks: ['number', 'from'] },
    command: ({ number, from }) => restore(actor, { entryId, number: Number(number), from: Number(from) }),
    told: ({ number }) => changed(`C’est un brouillon, révision ${number}. Reprendre la précédente l’annule.`),
  });
}

export async function reviewAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return entryAnswer({
    ...{ form, asks: ['reviewBy'] },
    command: ({ reviewBy }) => setReviewDate(actor, { entryId, reviewBy }),
    told: ({ reviewBy }) => changed(reviewBy ? 'La date est notée.' : 'Il n’y a plus de date de relecture.'),
  });
}

export async function noteAction(entryId: string, _: Answer, form: FormData): Promise<Answer> {
  const actor = await actionActor();
  return entryAnswer({
    ...{ form, asks: ['text', 'mention'] },
    command: ({ text = '', mention = '' }) => writeNote(actor, { entryId, text, mention }),
    told: () => changed('La note est écrite.'),
  });
}

export async function noteDoneAction(noteId: string, done: boolean): Promise<void> {
  const actor = await actionActor();
  await setNoteDone(actor, { noteId, done }).catch(missing);
  refresh();
}

/** Makes known that the form is open. @returns who else has it open, and how long the session now has left, in ms */
export async function presentAction(entryId: string): Promise<{ others: string[]; left: number }> {
  const actor = await actionActor();
  const others = (await heartbeat(actor, entryId).catch(missing)).map((one) => one.name);
  const signed = await currentSession();
  return { others, left: signed ? timeLeft(signed) : 0 };
}

export async function leaveAction(entryId: string): Promise<void> {
  await leave(await actionActor(), entryId).catch(missing);
}

/** What has no form to say a sentence in is answered 404. */
function missing(error: unknown): never {
  if (error instanceof Missing) notFound();
  throw error;
}
