/** The sources, and every claim each carries: live rows only. */
import { reader } from '../database.ts';
import { urlOf } from './addresses.ts';
import { type PublishedSource, publishedSource } from './facts.ts';
import { type PublishedVersion, publishedVersion } from './version.ts';

/** One claim of the source, and the public page that states the fact. */
export type CarriedClaim = {
  value: string;
  status: string;
  place: string;
  extract: string;
  url: string;
  fact: string;
  entry: { name: string; href: string };
};

export type SourcePage = PublishedSource & {
  archivedUrl: string;
  consultedOn: string;
  nature: string;
  remark: string;
  version: PublishedVersion;
  claims: CarriedClaim[];
};

/** Live sources, oldest known date first, undated ones last; each with its number of claims. */
export async function listSources(): Promise<(PublishedSource & { nature: string; claims: number })[]> {
  const found = await reader().source.findMany({ include: { entry: true, _count: { select: { claims: true } } } });
  const lines = found.map((row) => ({ ...publishedSource(row), nature: row.nature, claims: row._count.claims }));
  const key = (line: PublishedSource) => `${line.publishedOn || '9999'} ${line.title}`;
  return lines.sort((a, b) => key(a).localeCompare(key(b), 'fr'));
}

/** The source at this slug, or null when none is live there. */
export async function findSource(slug: string): Promise<SourcePage | null> {
  const row = await reader().source.findFirst({ where: { entry: { slug } }, include: { entry: true } });
  if (!row) return null;
  const { archivedUrl, consultedOn, nature, remark, entry, entryId } = row;
  return {
    ...publishedSource(row),
    ...{ archivedUrl, consultedOn, nature, remark, version: publishedVersion(entry), claims: await carried(entryId) },
  };
}

async function carried(sourceId: string): Promise<CarriedClaim[]> {
  const stating = { laureate: true, edition: true, award: true, category: true, criterion: true } as const;
  const found = await reader().claim.findMany({
    where: { sourceId },
    include: { fact: { include: { entry: { include: stating } } } },
    orderBy: [{ fact: { entryId: 'asc' } }, { fact: { field: 'asc' } }, { position: 'asc' }],
  });
  return found.map(({ value, status, place, extract, url, fact }) => {
    const { laureate, edition, award, category, criterion, kind, slug } = fact.entry;
    const name = laureate?.name ?? edition?.title ?? award?.name ?? category?.name ?? criterion?.title ?? '';
    return { value, status, place, extract, url, fact: fact.label, entry: { name, href: urlOf(kind, slug) } };
  });
}
