/**
 * The public versions of laureates, and their history.
 *
 * Promise: the one place of the window that reads revisions, and only those that a `Version` row made public, of
 * laureates that are online; a draft, or a word of a withdrawn laureate, cannot be named from here. A version stands for
 * ever at the address at which it was published, whatever its laureate is called since.
 */

import { reader } from '../database.ts';
import { type Difference, differences } from '../editorial/differences.ts';
import { nounOf } from '../editorial/nouns.ts';
import { type Absence, absencesOf } from './absences.ts';
import type { CriterionLine } from './criteria.ts';
import { laureateView } from './from-content.ts';
import type { LaureateProfile } from './laureates.ts';
import { asOf } from './then.ts';
import { type PublishedVersion, versionPath } from './version.ts';

export type PastVersion = {
  /** As it was. */
  profile: LaureateProfile;
  criteria: CriterionLine[];
  note: string;
  /** Where the laureate is read now. */
  currentSlug: string;
  erasures: PublicErasure[];
};

/** Words were erased of a version: when, and why. */
export type PublicErasure = { at: Date; reason: string };

const erased = { erasures: { include: { erasure: true }, orderBy: { erasure: { at: 'asc' } } } } as const;

const publicErasures = (rows: { erasure: PublicErasure }[]): PublicErasure[] =>
  rows.map(({ erasure: { at, reason } }) => ({ at, reason }));

const laureates = nounOf('laureate');

/** The version of that number published at that slug, or null when there is none, or its laureate is not online. */
export async function findVersion(slug: string, number: number): Promise<PastVersion | null> {
  const row = await reader().version.findFirst({
    where: { slug, number, entry: { kind: 'laureate', publishedAt: { not: null } } },
    include: { revision: true, publication: true, entry: true, ...erased },
  });
  if (!row) return null;
  const content = laureates.draft.safeParse(row.revision.content);
  if (!content.success) return null;
  const then = await asOf(row.publicationNumber);
  const version: PublishedVersion = { number, publishedAt: row.publication.at };
  const profile = laureateView(content.data as Parameters<typeof laureateView>[0], { slug, version }, then);
  const told = { note: row.note ?? '', currentSlug: row.entry.slug, erasures: publicErasures(row.erasures) };
  return { profile, criteria: then.listed, ...told };
}

export type HistoryLine = {
  number: number;
  publishedAt: Date;
  note: string;
  minor: boolean;
  /** The laureate came back online with the words it had. */
  back: boolean;
  /** The laureate was away just before; null when it was not. */
  absence: Absence | null;
  path: string;
  /** How many versions came after. */
  later: number;
  /** What changed from the version before; null for the first. */
  fromPrevious: Difference[] | null;
  /** What changed from it to the current version; null for the current one and the one before, told there. */
  toCurrent: Difference[] | null;
  erasures: PublicErasure[];
};

export type History = { slug: string; name: string; lines: HistoryLine[] };

/** Every version of the laureate at this slug, newest first, or null when none is online there. */
export async function findHistory(slug: string): Promise<History | null> {
  const row = await reader().laureate.findFirst({ where: { entry: { slug } } });
  if (!row) return null;
  const found = await reader().version.findMany({
    where: { entryId: row.entryId },
    include: { revision: true, publication: true, ...erased },
    orderBy: { number: 'desc' },
  });
  const [current] = found;
  if (!current) return null;
  const { names } = await asOf(current.publicationNumber);
  const changed = (from: unknown, to: unknown) =>
    differences('laureate', unmarked(from), unmarked(to), (_, id) => names.get(id) ?? 'fiche retirée');
  const absences = await absencesOf(row.entryId);
  const lines = found.map((one, index): HistoryLine => {
    const before = found[index + 1];
    const { number, publication, note, minor } = one;
    return {
      ...{ number, publishedAt: publication.at, note: note ?? '', minor, path: versionPath(one.slug, number) },
      ...{
        back: before?.revisionId === one.revisionId,
        absence: absences.get(number - 1) ?? null,
        later: index,
        erasures: publicErasures(one.erasures),
      },
      fromPrevious: before ? changed(before.revision.content, one.revision.content) : null,
      toCurrent: index > 1 ? changed(one.revision.content, current.revision.content) : null,
    };
  });
  return { slug, name: row.name, lines };
}

/** The content as it is read: without the marks that call its notes. */
function unmarked(content: unknown): unknown {
  if (typeof content === 'string') return content.replace(/\[\^[^\]\s]+\]/g, '');
  if (Array.isArray(content)) return content.map(unmarked);
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, unmarked(value)]));
}

/** Where a version stands, and what its bytes were made of: another key once words were erased of it. */
export type StandingVersion = { path: string; key: string };

export type VersionAddresses = {
  /** Online: where each version stands. */
  standing: StandingVersion[];
  /** Under another address of the same laureate: where it leads. */
  moved: { path: string; to: string }[];
  /** Of withdrawn laureates: they answer 410 with the page at `ask`. */
  withdrawn: (StandingVersion & { ask: string })[];
};

const keyOf = (erasures: { erasureId: string }[]) =>
  ['version', ...erasures.map((one) => one.erasureId).sort()].join(' ');

/** The addresses of every version ever published, of these entries when asked. */
export async function versionAddresses(entryIds?: string[]): Promise<VersionAddresses> {
  const entries = await reader().entry.findMany({
    where: { kind: 'laureate', ...(entryIds && { id: { in: entryIds } }) },
    select: {
      ...{ slug: true, publishedAt: true, redirects: { select: { slug: true } } },
      versions: { select: { slug: true, number: true, erasures: true }, orderBy: { number: 'asc' } },
    },
  });
  const all: VersionAddresses = { standing: [], moved: [], withdrawn: [] };
  for (const { slug, publishedAt, redirects, versions } of entries) {
    const slugs = [slug, ...redirects.map((one) => one.slug)];
    for (const version of versions) {
      const path = versionPath(version.slug, version.number);
      const key = keyOf(version.erasures);
      if (publishedAt) all.standing.push({ path, key });
      else all.withdrawn.push({ path, key, ask: `/retire/laureats/${slug}` });
      const others = slugs.filter((one) => one !== version.slug);
      all.moved.push(...others.map((one) => ({ path: versionPath(one, version.number), to: path })));
    }
  }
  return all;
}
