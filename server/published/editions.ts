/** The editions the public may see: live rows only. */
import { reader } from '../database.ts';
import { type PublishedFact, publishedFacts } from './facts.ts';
import { type PublishedVersion, publishedVersion } from './version.ts';

export type EditionPage = {
  year: number;
  title: string;
  headline: string;
  standfirst: string;
  summary: string;
  account: string;
  figures: PublishedFact[];
  /** What the laureates receive. */
  support: PublishedFact[];
  details: PublishedFact[];
  version: PublishedVersion;
};

/** The edition of that year, or null when none is live. */
export async function findEdition(year: number): Promise<EditionPage | null> {
  const row = await reader().edition.findUnique({ where: { year }, include: { entry: true } });
  if (!row) return null;
  const { title, headline, standfirst, summary, account } = row;
  const facts = await publishedFacts(row.entryId);
  const of = (field: string) => facts.filter((fact) => fact.field === field);
  return {
    ...{ year, title, headline, standfirst, summary, account },
    ...{ figures: of('figures'), support: of('support'), details: of('details') },
    version: publishedVersion(row.entry),
  };
}

/** Live editions, latest first. */
export async function listEditions(): Promise<{ year: number; title: string }[]> {
  return reader().edition.findMany({ select: { year: true, title: true }, orderBy: { year: 'desc' } });
}
