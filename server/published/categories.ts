/** The themes the public may see: live rows only. */
import { reader } from '../database.ts';
import { type PublishedFact, publishedFacts } from './facts.ts';
import { whileUnchanged } from './unchanged.ts';
import { type PublishedVersion, publishedVersion } from './version.ts';

export type CategoryLine = { slug: string; name: string; laureates: number };
export type CategoryPage = {
  slug: string;
  name: string;
  description: string;
  facts: PublishedFact[];
  version: PublishedVersion;
};

/** Live themes in alphabetical order, each with its number of live laureates. */
export const listCategories = whileUnchanged('categories', async (): Promise<CategoryLine[]> => {
  const found = await reader().category.findMany({ include: { entry: true, _count: { select: { laureates: true } } } });
  const order = new Intl.Collator('fr');
  const lines = found.map(({ entry, name, _count }) => ({ slug: entry.slug, name, laureates: _count.laureates }));
  return lines.sort((a, b) => order.compare(a.name, b.name));
});

/** The theme at this slug, or null when none is live there. */
export async function findCategory(slug: string): Promise<CategoryPage | null> {
  const row = await reader().category.findFirst({ where: { entry: { slug } }, include: { entry: true } });
  if (!row) return null;
  const { name, description } = row;
  return { slug, name, description, facts: await publishedFacts(row.entryId), version: publishedVersion(row.entry) };
}
