/**
 * The laureates the public may see.
 *
 * Promise: reads live rows only; a draft or a withdrawn laureate cannot be named from here.
 */
import { reader } from '../database.ts';
import { type Correction, recentCorrections } from './corrections.ts';
import { type PublishedFact, publishedFacts } from './facts.ts';
import { whileUnchanged } from './unchanged.ts';
import { type PublishedVersion, publishedVersion, versionPath } from './version.ts';

export type LaureateCard = {
  slug: string;
  name: string;
  tagline: string;
  year: number;
  award: { slug: string; name: string; plural: string; frame: string };
  category: { slug: string; name: string };
};

export type LaureateProfile = LaureateCard & {
  summary: string;
  account: string;
  plain: string;
  facts: PublishedFact[];
  version: PublishedVersion;
  /** Where this version is read for ever. */
  permanentPath: string;
  /** What was corrected lately, newest first. */
  corrections: Correction[];
};

const slug = { select: { slug: true } } as const;

/** What a card shows of a live row: of five hundred, the long texts are not read. */
const card = {
  ...{ name: true, tagline: true, entry: slug },
  edition: { select: { year: true } },
  award: { select: { name: true, plural: true, frame: true, entry: slug } },
  category: { select: { name: true, entry: slug } },
} as const;

const byPlace = [{ edition: { year: 'desc' } }, { award: { position: 'asc' } }, { position: 'asc' }] as const;

type CardRow = Awaited<ReturnType<typeof rows>>[number];

function rows(where: object) {
  return reader().laureate.findMany({ where, select: card, orderBy: [...byPlace] });
}

function asCard({ entry, name, tagline, edition, award, category }: CardRow): LaureateCard {
  return {
    ...{ slug: entry.slug, name, tagline, year: edition.year },
    award: { slug: award.entry.slug, name: award.name, plural: award.plural, frame: award.frame },
    category: { slug: category.entry.slug, name: category.name },
  };
}

/**
 * Live laureates in the order of the palmarès (latest edition first, trophées before honorary prizes, then as the
 * source lists them), of one edition, award or category when asked.
 */
export const listLaureates = whileUnchanged(
  'laureates',
  async (only: { year?: number; award?: string; category?: string } = {}): Promise<LaureateCard[]> => {
    const found = await rows({
      ...(only.year === undefined ? {} : { edition: { year: only.year } }),
      ...(only.award === undefined ? {} : { award: { entry: { slug: only.award } } }),
      ...(only.category === undefined ? {} : { category: { entry: { slug: only.category } } }),
    });
    return found.map(asCard);
  },
);

/** The laureate at this slug, or null when none is live there. */
export async function findLaureate(slug: string): Promise<LaureateProfile | null> {
  const found = await profileAt(slug);
  return found && { ...found.profile, corrections: await recentCorrections(found.entryId) };
}

/** All of a profile that the time alone does not change. */
const profileAt = whileUnchanged('laureate', async (slug: string) => {
  const whole = { ...card, entryId: true, summary: true, account: true, plain: true, entry: true } as const;
  const row = await reader().laureate.findFirst({ where: { entry: { slug } }, select: whole });
  if (!row) return null;
  const { summary, account, plain } = row;
  const version = publishedVersion(row.entry);
  const where = { entryId_number: { entryId: row.entryId, number: version.number } };
  const at = await reader().version.findUniqueOrThrow({ where, select: { slug: true } });
  const profile = {
    ...asCard(row),
    ...{ summary, account, plain, facts: await publishedFacts(row.entryId) },
    ...{ version, permanentPath: versionPath(at.slug, version.number) },
  };
  return { entryId: row.entryId, profile };
});

/** Names in French alphabetical order, a leading article left aside: « La Cloche » stands under C. */
export function alphabetical<Named extends { name: string }>(cards: Named[]): Named[] {
  const order = new Intl.Collator('fr');
  return [...cards].sort((a, b) => order.compare(sortName(a.name), sortName(b.name)));
}

/** The name as it is filed: « Les talents d’Alphonse » → « talents d’Alphonse ». */
export function sortName(name: string): string {
  return name.replace(/^(?:l[’']|l[ae]s? )/i, '');
}
