/**
 * What every kind of entry offers to revisions and publication, which know no noun in particular.
 *
 * Promise: a `Noun` says how its content is described (draft and publishable), what it refers to, and how it becomes
 * live; nothing else of a kind is known outside its own file.
 */
import type { z } from 'zod';
import type { Reader, Transaction } from '../database.ts';
import type { Must } from './text.ts';
import { inDraft, toPublish } from './text.ts';

/** Every kind of entry, in the order in which they may refer to one another: a kind refers only to earlier ones. */
export const kinds = ['source', 'edition', 'award', 'category', 'criterion', 'laureate', 'page', 'setting'] as const;

export type Kind = (typeof kinds)[number];

/** Something wrong with a field: `path` as the form names it (`facts.founded.claims`), `message` with the remedy. */
export type Fault = { path: string; message: string };

/** A fault with the French name of its field, as labels.ts gives it. */
export type Problem = Fault & { label: string };

/** Another entry this one cannot be live without. */
export type Reference = { path: string; kind: Kind; id: string };

export type Noun<Content = unknown> = {
  kind: Kind;
  /** Lenient: what a save accepts. */
  draft: z.ZodType<Content>;
  /** Strict: what a publication accepts. */
  publishable: z.ZodType<Content>;
  references(content: Content): Reference[];
  /** The French name of each field, as the public page shows it; `details` names a list, `details.*` one of its lines. */
  labels: Record<string, string>;
  /** Fields whose value is the id of another entry, besides the sources of claims. */
  links?: Record<string, Kind>;
  /** What lists call the entry; may be empty in a draft. */
  title(content: Content): string;
  /** What the other live entries, or the entry’s own address, hold against this content. */
  clashes?(store: Reader, entry: { id: string; slug: string }, content: Content): Promise<Fault[]>;
  /** Writes the content as the live rows of the entry, whatever was live before. */
  apply(tx: Transaction, entryId: string, content: Content): Promise<void>;
  /** Removes the live rows of the entry. */
  remove(tx: Transaction, entryId: string): Promise<void>;
};

/** Both strictnesses of one description. */
export function strictnesses<Content>(shape: (must: Must) => z.ZodType<Content>) {
  return { draft: shape(inDraft), publishable: shape(toPublish) };
}

/** The references to the sources of some claims, one for each source. */
export function sourceReferences(facts: { claims: { source: string }[] }[]): Reference[] {
  const ids = new Set(facts.flatMap((one) => one.claims.map((claim) => claim.source)));
  return [...ids].map((id) => ({ path: 'claims', kind: 'source', id }));
}
