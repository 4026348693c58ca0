/** The awards the public may see: live rows only. */
import { reader } from '../database.ts';
import { type PublishedFact, publishedFacts } from './facts.ts';
import { type PublishedVersion, publishedVersion } from './version.ts';

export type AwardLine = { slug: string; name: string; plural: string; frame: string };
export type AwardPage = AwardLine & { description: string; facts: PublishedFact[]; version: PublishedVersion };

/** Live awards, trophées first. */
export async function listAwards(): Promise<AwardLine[]> {
  const found = await reader().award.findMany({ include: { entry: true }, orderBy: { position: 'asc' } });
  return found.map(({ entry, name, plural, frame }) => ({ slug: entry.slug, name, plural, frame }));
}

/** The award at this slug, or null when none is live there. */
export async function findAward(slug: string): Promise<AwardPage | null> {
  const row = await reader().award.findFirst({ where: { entry: { slug } }, include: { entry: true } });
  if (!row) return null;
  const { name, plural, frame, description } = row;
  const facts = await publishedFacts(row.entryId);
  return { slug, name, plural, frame, description, facts, version: publishedVersion(row.entry) };
}
