/**
 * A content, as a revision keeps it, made into what the public components receive.
 *
 * Promise: pure; nothing here reads the store. It serves the versions of the past, whose words were published, and
 * the previews of drafts (server/forms). What a content lacks, or what it refers to and is nowhere, is shown as lacking.
 */
import type { ClaimContent, FactContent } from '../editorial/facts.ts';
import { type LaureateContent, laureateFacts } from '../editorial/laureates.ts';
import { keyOf, type PublishedClaim, type PublishedFact, type PublishedSource } from './facts.ts';
import type { LaureateCard, LaureateProfile } from './laureates.ts';
import { type PublishedVersion, versionPath } from './version.ts';

/** The public entries a content may refer to, by id. */
export type Lookup = {
  sources: Map<string, PublishedSource>;
  years: Map<string, number>;
  awards: Map<string, LaureateCard['award']>;
  categories: Map<string, LaureateCard['category']>;
  criteria: Map<string, { slug: string; title: string }>;
};

/** The entry itself: where it would be read, and as which version. */
export type Whose = { slug: string; version: PublishedVersion };

const UNCHOSEN: PublishedSource = { slug: '', title: 'source à choisir', publisher: '', publishedOn: '', url: '' };

const claimView = ({ source, ...claim }: ClaimContent, lookup: Lookup): PublishedClaim => {
  return { ...claim, source: lookup.sources.get(source) ?? UNCHOSEN };
};

type Stated = FactContent & { figure?: string };

export function factView(
  stated: Stated,
  named: { field: string; label: string; key?: string },
  lookup: Lookup,
): PublishedFact {
  const { value, ruling, exception, claims, figure = '' } = stated;
  const { field, label, key = keyOf(label) } = named;
  return { field, key, label, figure, value, ruling, exception, claims: claims.map((one) => claimView(one, lookup)) };
}

export const labelledViews = (field: string, list: (Stated & { label: string })[], lookup: Lookup) =>
  list.map((one) => factView(one, { field, label: one.label }, lookup));

export function laureateView(content: LaureateContent, { slug, version }: Whose, lookup: Lookup): LaureateProfile {
  const { facts, criteria, details, tagline, summary, account, plain } = content;
  const named = Object.entries(laureateFacts).map(([field, label]) =>
    factView(facts[field as keyof typeof facts], { field, label }, lookup),
  );
  const met = criteria.map((one) => {
    const { slug: at = '', title = 'Critère à choisir' } = lookup.criteria.get(one.criterion) ?? {};
    return factView(one, { field: 'criteria', label: title, key: `critere-${at}` }, lookup);
  });
  return {
    permanentPath: versionPath(slug, version.number),
    corrections: [],
    ...{ slug, version, tagline, summary, account, plain, name: facts.name.value || 'Sans nom' },
    year: lookup.years.get(facts.edition.value) ?? 0,
    award: lookup.awards.get(facts.award.value) ?? { slug: '', name: 'Prix à choisir', plural: '', frame: 'bronze' },
    category: lookup.categories.get(facts.category.value) ?? { slug: '', name: 'Thème à choisir' },
    facts: [...named, ...met, ...labelledViews('details', details, lookup)],
  };
}
