/**
 * Live facts as the public pages receive them.
 *
 * Promise: `publishedFacts` returns an entry's facts in their published order, each with its claims and their sources.
 */
import { reader } from '../database.ts';
import { whileUnchanged } from './unchanged.ts';

export type PublishedSource = { slug: string; title: string; publisher: string; publishedOn: string; url: string };

export type PublishedClaim = {
  value: string;
  /** "kept", "set-aside" or "disputed". */
  status: string;
  reason: string;
  place: string;
  extract: string;
  /** Address of the passage itself; empty when only the document’s is known. */
  url: string;
  archivedUrl: string;
  /** ISO 8601, as far as it is known; may be empty. */
  consultedOn: string;
  source: PublishedSource;
};

export type PublishedFact = {
  /** The part of the entry: "name", "figures", "criteria" … */
  field: string;
  /** What a mark in the prose calls it: `[^activite]`. */
  key: string;
  label: string;
  figure: string;
  /** Empty: undecided between the claims, or unknown when there are none. */
  value: string;
  ruling: string;
  exception: string;
  claims: PublishedClaim[];
};

/** The key of a label: lower case, no accents, hyphens. « Date d’ouverture » → `date-d-ouverture`. */
export function keyOf(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** The facts of one live entry, in order. */
export const publishedFacts = whileUnchanged('facts', async (entryId: string): Promise<PublishedFact[]> => {
  const facts = await reader().fact.findMany({
    where: { entryId },
    orderBy: [{ field: 'asc' }, { position: 'asc' }],
    include: {
      criterion: { include: { entry: true } },
      claims: { orderBy: { position: 'asc' }, include: { source: { include: { entry: true } } } },
    },
  });
  return facts.map(({ claims, criterion, ...fact }) => ({
    ...{ field: fact.field, label: criterion?.title ?? fact.label, figure: fact.figure, value: fact.value },
    ...{ ruling: fact.ruling, exception: fact.exception },
    key: criterion ? `critere-${criterion.entry.slug}` : keyOf(fact.label),
    claims: claims.map(({ source, ...claim }) => ({
      ...{ value: claim.value, status: claim.status, reason: claim.reason, place: claim.place },
      ...{ extract: claim.extract, url: claim.url, archivedUrl: claim.archivedUrl, consultedOn: claim.consultedOn },
      source: publishedSource(source),
    })),
  }));
});

type SourceRow = PublishedSource & { entry: { slug: string } };

/** A live source row, as notes and lists name it. */
export function publishedSource({
  entry,
  title,
  publisher,
  publishedOn,
  url,
}: Omit<SourceRow, 'slug'>): PublishedSource {
  return { slug: entry.slug, title, publisher, publishedOn, url };
}
