/**
 * The notes at the foot of a page and the marks that call them, numbered before anything is drawn.
 *
 * Promise: notes are numbered in the order in which `cite` is called, which is the order of reading; the same passage of
 * the same source is one note however often it is called; every call has an id of its own, so that a note leads back to
 * each. Server components render in no promised order: a page cites everything first, then draws.
 */
import type { PublishedClaim } from '../../server/published/facts.ts';
import { Anchors } from './anchors.ts';

/** One mark in the text: the number shown, its own id, and where it leads. */
export type Call = { number: number; id: string; href: string };

export type Note = {
  number: number;
  id: string;
  /** The passage; null when the note says why a fact stands without a source. */
  claim: PublishedClaim | null;
  exception: string;
  /** Ids of the marks that call it, in order. */
  calls: string[];
};

export type Evidence = { claims: PublishedClaim[]; exception?: string };

function passageOf({ source, place, extract, url }: PublishedClaim): string {
  return JSON.stringify([source.slug || source.title, place, extract, extract === '' ? url : '']);
}

/** The letter of the nth call of a note: a, b … z, then aa. */
export function letter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(97 + (index % 26));
}

export class Footnotes {
  readonly #byPassage = new Map<string, Note>();
  /** The paragraphs of the same page. */
  readonly anchors = new Anchors();

  /** Marks for what a fact rests on, lowest number first; none when it rests on nothing. */
  cite({ claims, exception = '' }: Evidence): Call[] {
    const called = new Set(claims.map((claim) => this.#note(passageOf(claim), claim, '')));
    if (claims.length === 0 && exception !== '') called.add(this.#note(`exception ${exception}`, null, exception));
    return [...called].sort((a, b) => a.number - b.number).map((note) => this.#call(note));
  }

  /** Every note called so far, in order. */
  get notes(): Note[] {
    return [...this.#byPassage.values()];
  }

  #note(key: string, claim: PublishedClaim | null, exception: string): Note {
    const known = this.#byPassage.get(key);
    if (known) return known;
    const number = this.#byPassage.size + 1;
    const note = { number, id: `note-${number}`, claim, exception, calls: [] };
    this.#byPassage.set(key, note);
    return note;
  }

  #call(note: Note): Call {
    const id = `appel-${note.number}${letter(note.calls.length)}`;
    note.calls.push(id);
    return { number: note.number, id, href: `#${note.id}` };
  }
}
