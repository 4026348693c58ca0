/**
 * Saving an entry from its form, and making one.
 *
 * Promise: whatever happens, the answer holds everything that was typed, so that the form shows it again; a refusal is a
 * sentence. Nothing is decided here: commands authorize, parse and write.
 */
import { StoreError } from '../database.ts';
import { demandOn, Missing } from '../editorial/demand.ts';
import { referencesIn } from '../editorial/differences.ts';
import { type Json, type JsonObject, withValueAt } from '../editorial/json.ts';
import { namesOf, peopleNames } from '../editorial/names.ts';
import type { Kind, Problem } from '../editorial/noun.ts';
import { Forbidden } from '../editorial/permissions.ts';
import { createEntry, type SaveConflict, type Saved, saveDraft } from '../editorial/revisions.ts';
import { slugFor } from '../editorial/slugs.ts';
import type { Actor } from '../staff/actor.ts';
import { readForm } from '../staff/forms.ts';
import { type ShownField, shownConflict, withChoices } from './conflicts.ts';
import { formContent } from './content.ts';
import { unpacked } from './packing.ts';
import { sections } from './sections.ts';
import { blankOf, numbersOf } from './shape.ts';

/** What an entry’s form shows again. */
export type EntryState = {
  problems: Problem[];
  /** What was typed, or what is now saved; absent before anything was sent. */
  content?: Json;
  /** The revision the next save starts from. */
  from?: number;
  note?: string;
  /** The list that was asked for another line: nothing was saved. */
  asked?: string;
  saved?: { number: number; unchanged: boolean; fromOthers: string[] };
  conflict?: { number: number; who: string; at: Date; fields: ShownField[] };
};

/** What a form gets that cannot be read: what an action is given comes from outside, whatever its type says. */
export const UNREADABLE = 'Ce formulaire est illisible ou trop long\u00a0: rechargez la page, puis recommencez.';

/** A refusal that is the whole form’s. */
export const whole = (message: string): Problem => ({ path: '', label: '', message });

/** The sentence of a refusal that came as an exception. @throws anything that is not one */
export function sentenceOf(error: unknown): string {
  if (error instanceof Forbidden || error instanceof Missing || error instanceof StoreError) return error.message;
  throw error;
}

/** `asked`: the list that was asked for another line. */
type Typed = { content: Json; from: number; note: string; asked?: string };

/** What was typed. `numbers`: fields that hold a whole number. */
function typedIn(form: FormData, numbers: string[] = []): Typed | undefined {
  const sent = form instanceof FormData ? unpacked(form) : undefined;
  const read = sent && formContent(sent, numbers);
  if (!sent || !read?.ok) return undefined;
  const { from, note, ajouter: asked, opened: _, ...fields } = read.content;
  const content = withChoices(fields, sent);
  if (content === undefined) return undefined;
  const more = { note: typeof note === 'string' ? note : '', ...(typeof asked === 'string' && { asked }) };
  return { content, from: Number(from), ...more };
}

/** When the form was read, if it says so. */
function openedIn(form: FormData): { opened?: Date } {
  const said = unpacked(form)?.get('opened');
  return typeof said === 'string' && /^\d{13}$/.test(said) ? { opened: new Date(Number(said)) } : {};
}

/**
 * Saves what the form holds as a new revision; asked for another line of a list, saves nothing.
 * @param asking who asks: a store that cannot even tell that is answered by a sentence, beside what was typed
 */
export async function saveEntry(asking: Promise<Actor>, entryId: string, form: FormData): Promise<EntryState> {
  let shown: Typed | undefined;
  try {
    const actor = await asking; // Nothing is made of what somebody unknown sends.
    shown = typedIn(form);
    const { kind } = await demandOn(actor, 'saveDraft', entryId);
    const read = typedIn(form, numbersOf(kind));
    if (!read) return { problems: [whole(UNREADABLE)] };
    const { asked, ...given } = read;
    shown = given;
    if (asked) return { problems: [], ...given, asked };
    const saved = await saveDraft(actor, { entryId, ...given, ...openedIn(form) });
    if (saved.ok) return { problems: [], ...landed(saved, given.from) };
    if (!saved.conflict) return { problems: saved.problems, ...given };
    return { problems: saved.problems, note: given.note, ...(await inConflict(kind, saved.conflict)) };
  } catch (error) {
    const problems = [whole(sentenceOf(error))];
    return { problems, ...(shown ?? (error instanceof StoreError ? typedIn(form) : undefined)) };
  }
}

function landed({ number, content, merged, fromOthers }: Extract<Saved, { ok: true }>, from: number) {
  const unchanged = number === from && !merged;
  return { content, from: number, saved: { number, unchanged, fromOthers: fromOthers.map((one) => one.label) } };
}

async function inConflict(kind: Kind, conflict: SaveConflict) {
  const { content, number, authorId, savedAt: at } = conflict;
  const values = conflict.fields.flatMap(({ path, base, mine, theirs }) =>
    [base, mine, theirs].flatMap((value) => referencesIn(kind, value, path)),
  );
  const [nameOf, people] = await Promise.all([namesOf(values), peopleNames([authorId])]);
  const fields = shownConflict(kind, conflict, nameOf);
  return { content, from: number, conflict: { number, who: people(authorId), at, fields } };
}

/** What the form of a new entry shows again. */
export type NewState = { problems: Problem[]; title: string; slug: string; made?: string };

/** Makes an entry from its name and, when one was typed, its address. `made` is where it is edited. */
export async function makeEntry(actor: Actor, kind: Kind, form: FormData): Promise<NewState> {
  const fields = readForm(form);
  if (!fields) return { problems: [whole(UNREADABLE)], title: '', slug: '' };
  const [title, typed] = [fields.title ?? '', fields.slug ?? ''].map((one) => one.trim()) as [string, string];
  const shown = { title, slug: typed };
  if (title === '')
    return { problems: [{ path: 'title', label: 'Nom', message: 'Il manque le nom de la fiche.' }], ...shown };
  const section = sections.find((one) => one.kind === kind);
  const slug = typed || (kind === 'edition' ? (title.match(/\d{4}/)?.[0] ?? '') : slugFor(title));
  const named = withValueAt(blankOf(kind), section?.titlePath ?? '', title) as JsonObject;
  const content = kind === 'edition' && /^\d{4}$/.test(slug) ? { ...named, year: Number(slug) } : named;
  try {
    const saved = await createEntry(actor, { kind, slug, content });
    if (!saved.ok) return { problems: saved.problems.map((one) => titled(one, section?.titlePath)), ...shown };
    return { problems: [], ...shown, made: `/redaction/${section?.name}/${saved.entryId}` };
  } catch (error) {
    return { problems: [whole(sentenceOf(error))], ...shown };
  }
}

/** The form of a new entry calls the name of any kind `title`. */
const titled = (problem: Problem, titlePath = 'title'): Problem =>
  problem.path === titlePath ? { ...problem, path: 'title' } : problem;
