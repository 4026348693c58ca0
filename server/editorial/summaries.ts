/**
 * What lists need to know of a revision without holding its content.
 *
 * Promise: `summariesOf` reads each revision once in the life of the process. A revision changes by an erasure only, which
 * makes all that is kept forgotten, so that it is never stale. The least recently made are let go beyond a bound.
 */
import { reader } from '../database.ts';
import { kindOf } from './demand.ts';
import type { Kind, Problem } from './noun.ts';
import { nounOf } from './nouns.ts';
import { problemsOf } from './problems.ts';

export type Summary = {
  /** Empty when the draft has none yet. */
  title: string;
  /** Ids of the editions it refers to. */
  editions: string[];
  /** Every text of the content, folded: what a search looks in. */
  words: string;
  /** What its own fields lack to be published. */
  problems: Problem[];
};

/** Some 6 KB each: about 20 MB at most. */
const MOST = 3000;

// This module is loaded by plain Node and again inside Next's bundle: an erasure is for both.
const storeKey = Symbol.for('palmares.summaries');
const shared: typeof globalThis & { [storeKey]?: Map<string, Summary> } = globalThis;

/** What is kept now; forgetting puts another in its place, so that a reading under way keeps nothing old. */
function kept(): Map<string, Summary> {
  shared[storeKey] ??= new Map();
  return shared[storeKey];
}

/** Forgets every summary, as revisions have changed. */
export function forgetSummaries(): void {
  shared[storeKey] = new Map();
}

/** Lower case without accents nor apostrophe variants, so that « elan » finds « Élan ». */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, '’').toLowerCase();
}

function texts(content: unknown): string[] {
  if (typeof content === 'string') return content === '' ? [] : [content];
  return typeof content === 'object' && content !== null ? Object.values(content).flatMap(texts) : [];
}

function summarise(kind: Kind, content: unknown): Summary {
  const noun = nounOf(kind);
  const strict = noun.publishable.safeParse(content);
  const problems = strict.success ? [] : problemsOf(kind, strict.error);
  // A content that an older code wrote may not even be a draft of today's: it is then known by its problems.
  if (!noun.draft.safeParse(content).success) return { title: '', editions: [], words: '', problems };
  const editions = noun.references(content).flatMap((one) => (one.kind === 'edition' && one.id ? [one.id] : []));
  return { title: noun.title(content), editions, words: folded(texts(content).join(' ')), problems };
}

/** The summaries of these revisions, by revision id. */
export async function summariesOf(revisionIds: string[]): Promise<Map<string, Summary>> {
  const known = kept();
  const found = new Map<string, Summary>();
  const unknown: string[] = [];
  for (const id of new Set(revisionIds)) {
    const one = known.get(id);
    if (one) found.set(id, one);
    else unknown.push(id);
  }
  const rows = await reader().revision.findMany({
    where: { id: { in: unknown } },
    select: { id: true, content: true, entry: { select: { kind: true } } },
  });
  for (const { id, content, entry } of rows) {
    const summary = summarise(kindOf(entry.kind), content);
    known.set(id, summary);
    found.set(id, summary);
  }
  for (const id of known.keys()) {
    if (known.size <= MOST) break;
    known.delete(id);
  }
  return found;
}
