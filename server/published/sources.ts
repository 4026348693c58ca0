/** The sources, and every claim each carries: live rows only. */
import { reader } from '../database.ts';
import { urlOf } from './addresses.ts';
import { keyOf, type PublishedSource, publishedSource } from './facts.ts';
import { whileUnchanged } from './unchanged.ts';
import { type PublishedVersion, publishedVersion } from './version.ts';

/** One claim of the source, and where the public reads the fact it is about. */
export type CarriedClaim = {
  value: string;
  /** "kept", "set-aside" or "disputed". */
  status: string;
  /** Why it was set aside. */
  reason: string;
  place: string;
  extract: string;
  url: string;
  fact: { label: string; href: string };
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
export const findSource = whileUnchanged('source', async (slug: string): Promise<SourcePage | null> => {
  const row = await reader().source.findFirst({ where: { entry: { slug } }, include: { entry: true } });
  if (!row) return null;
  const { archivedUrl, consultedOn, nature, remark, entry, entryId } = row;
  return {
    ...publishedSource(row),
    ...{ archivedUrl, consultedOn, nature, remark, version: publishedVersion(entry), claims: await carried(entryId) },
  };
});

/** The order in which a source’s claims are listed: the edition first, then what depends on it, fact box first. */
const pageOrder = ['edition', 'award', 'criterion', 'category', 'laureate'];
const fieldOrder = [
  ...['name', 'award', 'edition', 'category', 'activity', 'legalForm', 'founded', 'place', 'website'],
  ...['figures', 'support', 'criteria', 'details'],
];

type FactRow = { label: string; criterion: { entry: { slug: string } } | null };

/** The line of the page that states the fact; the page itself where facts have no line of their own. */
function factHref(page: string, kind: string, { label, criterion }: FactRow): string {
  if (kind !== 'laureate' && kind !== 'edition') return page;
  return `${page}#fait-${criterion ? `critere-${criterion.entry.slug}` : keyOf(label)}`;
}

/** Every claim of the source, grouped by page and in the order of its facts. */
async function carried(sourceId: string): Promise<CarriedClaim[]> {
  const stating = { laureate: true, edition: true, award: true, category: true, criterion: true } as const;
  const found = await reader().claim.findMany({
    where: { sourceId },
    include: { fact: { include: { criterion: { include: { entry: true } }, entry: { include: stating } } } },
    orderBy: [{ fact: { position: 'asc' } }, { position: 'asc' }],
  });
  const carrying = found.map(({ fact, value, status, reason, place, extract, url }) => {
    const { laureate, edition, award, category, criterion, kind, slug } = fact.entry;
    const name = laureate?.name ?? edition?.title ?? award?.name ?? category?.name ?? criterion?.title ?? '';
    const entry = { name, href: urlOf(kind, slug) };
    const about = { label: fact.criterion?.title ?? fact.label, href: factHref(entry.href, kind, fact) };
    const claim = { value, status, reason, place, extract, url, fact: about, entry };
    return { kind, field: fact.field, claim };
  });
  const rank = (order: string[], key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return carrying
    .sort(
      (a, b) =>
        rank(pageOrder, a.kind) - rank(pageOrder, b.kind) ||
        a.claim.entry.name.localeCompare(b.claim.entry.name, 'fr') ||
        rank(fieldOrder, a.field) - rank(fieldOrder, b.field),
    )
    .map(({ claim }) => claim);
}
