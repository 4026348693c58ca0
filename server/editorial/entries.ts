/**
 * The newsroom’s lists, and one entry as its form opens it.
 *
 * Promise: a list says where each entry stands, who changed it last and when; unknown filters are as if not given.
 */
import { reader } from '../database.ts';
import { urlOf } from '../published/addresses.ts';
import type { Actor } from '../staff/actor.ts';
import { demandOn, Missing } from './demand.ts';
import type { Json } from './json.ts';
import { entryNames, peopleNames } from './names.ts';
import type { Kind, Problem } from './noun.ts';
import { authorize } from './permissions.ts';
import { dayOf } from './reviews.ts';
import { type Standing, type State, standings, stateNames } from './states.ts';
import { folded } from './summaries.ts';

export type Order = 'title' | 'state' | 'changed' | 'author';

/** As the URL says it; anything else is ignored. */
export type ListQuery = {
  kind: Kind;
  state?: string | undefined;
  /** Id of an edition. */
  edition?: string | undefined;
  /** Words to be found anywhere in the entry, in any order, whatever their accents. */
  text?: string | undefined;
  sort?: string | undefined;
  descending?: boolean | undefined;
  /** From 1; a page beyond the last is the last. */
  page?: number | undefined;
};

export type EntryLine = {
  id: string;
  slug: string;
  title: string;
  state: State;
  editions: string[];
  changedAt: Date;
  changedBy: string;
  reviewBy: string;
  /** How many things it lacks to be published. */
  lacks: number;
};

export type EntryList = {
  lines: EntryLine[];
  total: number;
  page: number;
  pages: number;
  /** How many entries of the kind there are in each state, whatever the filters. */
  counts: Record<State, number>;
};

const PER_PAGE = 50;

/** The entries of a kind; those in the bin only when that state is asked for. @throws {Forbidden} */
export async function listEntries(actor: Actor, query: ListQuery): Promise<EntryList> {
  authorize(actor, 'read');
  const all = await standings({ kind: query.kind });
  const chosen = all.filter((one) => matches(one, query));
  const nameOf = await peopleNames(chosen.map((one) => one.last.authorId));
  const sorted = inOrder(chosen, query, nameOf);
  const pages = Math.max(1, Math.ceil(sorted.length / PER_PAGE));
  const page = Math.min(Math.max(1, Math.trunc(query.page ?? 1) || 1), pages);
  const shown = sorted.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const names = await entryNames(shown.flatMap((one) => one.summary.editions));
  const lines = shown.map((one): EntryLine => {
    const { id, slug, title, state, last, reviewBy, summary } = one;
    return {
      ...{ id, slug, title, state, changedAt: last.createdAt, changedBy: nameOf(last.authorId) },
      ...{ reviewBy: reviewBy ? dayOf(reviewBy) : '', lacks: summary.problems.length },
      editions: summary.editions.map((edition) => names.get(edition) ?? ''),
    };
  });
  return { lines, total: sorted.length, page, pages, counts: countsOf(all) };
}

function countsOf(all: Standing[]): Record<State, number> {
  const counts = { draft: 0, online: 0, pending: 0, withdrawn: 0, binned: 0 };
  for (const one of all) counts[one.state] += 1;
  return counts;
}

function matches({ state, slug, summary }: Standing, query: ListQuery): boolean {
  const asked = query.state !== undefined && Object.hasOwn(stateNames, query.state) ? query.state : undefined;
  if (asked === undefined ? state === 'binned' : state !== asked) return false;
  if (query.edition && !summary.editions.includes(query.edition)) return false;
  const wanted = folded(query.text ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return wanted.every((word) => summary.words.includes(word) || slug.includes(word));
}

function inOrder(lines: Standing[], { sort, descending }: ListQuery, nameOf: (id: string) => string): Standing[] {
  const french = new Intl.Collator('fr', { numeric: true, ignorePunctuation: true });
  const byTitle = (a: Standing, b: Standing) => french.compare(a.title, b.title);
  const orders: Record<Order, (a: Standing, b: Standing) => number> = {
    title: byTitle,
    state: (a, b) => french.compare(stateNames[a.state], stateNames[b.state]),
    changed: (a, b) => a.last.createdAt.getTime() - b.last.createdAt.getTime(),
    author: (a, b) => french.compare(nameOf(a.last.authorId), nameOf(b.last.authorId)),
  };
  const chosen = sort !== undefined && Object.hasOwn(orders, sort) ? orders[sort as Order] : byTitle;
  const sign = descending ? -1 : 1;
  return [...lines].sort((a, b) => sign * chosen(a, b) || byTitle(a, b));
}

export type OpenEntry = Omit<Standing, 'last' | 'summary' | 'liveRevision'> & {
  /** The last revision: what a save starts from. */
  number: number;
  content: Json;
  savedAt: Date;
  savedBy: string;
  /** The number of the revision that is online; null when none is. */
  liveRevision: number | null;
  /** What its own fields lack to be published. */
  problems: Problem[];
  /** The path at which it is, or would be, read. */
  href: string;
  /** What the public reads at its address, when it was withdrawn; empty when that was for a mistake. */
  withdrawalNotice: string;
};

/** An entry as its form opens it. @throws {Forbidden | Missing} */
export async function openEntry(actor: Actor, entryId: string): Promise<OpenEntry> {
  const { id, kind, slug } = await demandOn(actor, 'read', entryId);
  const [standing] = await standings({ id });
  if (!standing) throw new Missing();
  const { last, summary, liveRevision, ...rest } = standing;
  const { content } = await reader().revision.findUniqueOrThrow({ where: { id: last.id } });
  const { withdrawalNotice } = await reader().entry.findUniqueOrThrow({ where: { id } });
  const nameOf = await peopleNames([last.authorId]);
  return {
    ...rest,
    ...{ number: last.number, content: content as Json, savedAt: last.createdAt, savedBy: nameOf(last.authorId) },
    ...{ liveRevision: liveRevision?.number ?? null, problems: summary.problems, href: urlOf(kind, slug) },
    withdrawalNotice: withdrawalNotice ?? '',
  };
}
