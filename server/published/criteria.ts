/** The criteria, and the laureates whose sources show them: live rows only. */
import { reader } from '../database.ts';
import { type PublishedFact, publishedFacts } from './facts.ts';
import { type LaureateCard, listLaureates } from './laureates.ts';
import { whileUnchanged } from './unchanged.ts';
import { type PublishedVersion, publishedVersion } from './version.ts';

export type CriterionLine = { slug: string; position: number; title: string; requirement: string };
export type CriterionPage = CriterionLine & {
  rationale: string;
  facts: PublishedFact[];
  version: PublishedVersion;
  /** Who is shown meeting it, and by which passages. */
  met: { laureate: LaureateCard; fact: PublishedFact }[];
};

/** Live criteria in order, without what hangs on them. */
export const listCriteria = whileUnchanged('criteria', async (): Promise<CriterionLine[]> => {
  const found = await reader().criterion.findMany({ include: { entry: true }, orderBy: { position: 'asc' } });
  return found.map(({ entry, position, title, requirement }) => ({ slug: entry.slug, position, title, requirement }));
});

/** Live criteria in order, each with its reasons and the laureates whose sources show it. */
export async function explainCriteria(): Promise<CriterionPage[]> {
  const found = await reader().criterion.findMany({
    include: { entry: true, met: { include: { entry: true } } },
    orderBy: { position: 'asc' },
  });
  const cards = await listLaureates();
  return Promise.all(
    found.map(async ({ entry, position, title, requirement, rationale, met, entryId }) => ({
      ...{ slug: entry.slug, position, title, requirement, rationale },
      ...{ facts: await publishedFacts(entryId), version: publishedVersion(entry) },
      met: await passages(cards, entry.slug, met),
    })),
  );
}

async function passages(cards: LaureateCard[], criterion: string, met: { entryId: string; entry: { slug: string } }[]) {
  const shown = await Promise.all(
    met.map(async ({ entryId, entry }) => {
      const laureate = cards.find((card) => card.slug === entry.slug);
      const fact = (await publishedFacts(entryId)).find((one) => one.key === `critere-${criterion}`);
      return laureate && fact ? [{ laureate, fact }] : [];
    }),
  );
  return shown.flat().sort((a, b) => cards.indexOf(a.laureate) - cards.indexOf(b.laureate));
}
