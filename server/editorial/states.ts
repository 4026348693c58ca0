/**
 * Where each entry stands. A state is derived from the entry, its last revision and its live version; it is stored
 * nowhere.
 *
 * Promise: `standings` costs a fixed number of statements, however many entries there are, and reads no content but
 * that of revisions it never met.
 */
import { reader } from '../database.ts';
import { kindOf } from './demand.ts';
import type { Kind } from './noun.ts';
import { type Summary, summariesOf } from './summaries.ts';

export type State = 'draft' | 'online' | 'pending' | 'withdrawn' | 'binned';

export const stateNames: Record<State, string> = {
  draft: 'brouillon',
  online: 'en ligne',
  pending: 'modifications en attente',
  withdrawn: 'retirée',
  binned: 'corbeille',
};

export type Standing = {
  id: string;
  kind: Kind;
  slug: string;
  state: State;
  title: string;
  reviewBy: Date | null;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  /** The number of the public version now live. */
  liveVersion: number | null;
  /** The revision that is live. */
  liveRevision: { id: string; number: number } | null;
  /** The last revision, and who saved it. */
  last: { id: string; number: number; authorId: string; createdAt: Date };
  summary: Summary;
};

/** The ids of the last revision of every entry, in one statement that never touches a content. */
async function lastRevisionIds(): Promise<string[]> {
  const rows = await reader().$queryRaw<{ id: string }[]>`
    SELECT r."id" FROM "Revision" r JOIN (
      SELECT "entryId", MAX("number") AS "number" FROM "Revision" GROUP BY "entryId"
    ) l ON l."entryId" = r."entryId" AND l."number" = r."number"`;
  return rows.map((row) => row.id);
}

const withoutContent = { id: true, entryId: true, number: true, authorId: true, createdAt: true } as const;

async function lastRevisions(where: { kind?: Kind; id?: string }) {
  if (where.id !== undefined) {
    const last = { where: { entryId: where.id }, orderBy: { number: 'desc' }, select: withoutContent } as const;
    return [await reader().revision.findFirst(last)].flatMap((one) => one ?? []);
  }
  const ids = await lastRevisionIds();
  const found = await reader().revision.findMany({ where: { id: { in: ids } }, select: withoutContent });
  return found;
}

type Facts = {
  liveVersion: number | null;
  withdrawnAt: Date | null;
  binnedAt: Date | null;
};

function stateOf(entry: Facts, last: number, live: number | undefined): State {
  if (entry.binnedAt) return 'binned';
  if (entry.withdrawnAt) return 'withdrawn';
  if (live === undefined) return 'draft';
  return last > live ? 'pending' : 'online';
}

/** What an entry without a title is called. */
const untitled = (slug: string) => `Sans titre (${slug})`;

/** Where the entries stand: all, those of a kind, or one. In no particular order. */
export async function standings(where: { kind?: Kind; id?: string } = {}): Promise<Standing[]> {
  const [entries, lasts, versions] = await Promise.all([
    reader().entry.findMany({ where }),
    lastRevisions(where),
    reader().version.findMany({
      where: { entry: { ...where, liveVersion: { not: null } } },
      select: { entryId: true, number: true, revision: { select: { id: true, number: true } } },
    }),
  ]);
  const lastOf = new Map(lasts.map((one) => [one.entryId, one]));
  const liveOf = new Map(versions.map((one) => [`${one.entryId} ${one.number}`, one.revision]));
  const kept = entries.flatMap((entry) => {
    const last = lastOf.get(entry.id);
    return last ? [{ entry, last, live: liveOf.get(`${entry.id} ${entry.liveVersion}`) ?? null }] : [];
  });
  const summaries = await summariesOf(kept.map(({ last }) => last.id));
  return kept.map(({ entry, last, live }): Standing => {
    const { id, kind, slug, reviewBy, publishedAt, withdrawnAt, liveVersion } = entry;
    const summary = summaries.get(last.id) ?? { title: '', editions: [], words: '', problems: [] };
    return {
      ...{ id, slug, reviewBy, publishedAt, withdrawnAt, liveVersion, liveRevision: live, last, summary },
      ...{ kind: kindOf(kind), state: stateOf(entry, last.number, live?.number) },
      title: summary.title || untitled(slug),
    };
  });
}
