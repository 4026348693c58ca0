/**
 * A draft as the public components receive what is online: the same view models as the window’s.
 *
 * Promise: pure; nothing here reads the store, and nothing of server/published can name it. What a draft lacks is shown
 * as lacking (« source à choisir »), never made up.
 */
import type { AwardContent } from '../editorial/awards.ts';
import type { CategoryContent } from '../editorial/categories.ts';
import type { CriterionContent } from '../editorial/criteria.ts';
import type { EditionContent } from '../editorial/editions.ts';
import type { ClaimContent, FactContent } from '../editorial/facts.ts';
import { type LaureateContent, laureateFacts } from '../editorial/laureates.ts';
import type { AwardPage } from '../published/awards.ts';
import type { CategoryPage } from '../published/categories.ts';
import type { CriterionPage } from '../published/criteria.ts';
import type { EditionPage } from '../published/editions.ts';
import { keyOf, type PublishedClaim, type PublishedFact, type PublishedSource } from '../published/facts.ts';
import type { LaureateCard, LaureateProfile } from '../published/laureates.ts';
import { type PublishedVersion, versionPath } from '../published/version.ts';

/** The live entries a draft may refer to, by id. */
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

function factView(
  stated: Stated,
  named: { field: string; label: string; key?: string },
  lookup: Lookup,
): PublishedFact {
  const { value, ruling, exception, claims, figure = '' } = stated;
  const { field, label, key = keyOf(label) } = named;
  return { field, key, label, figure, value, ruling, exception, claims: claims.map((one) => claimView(one, lookup)) };
}

const labelledViews = (field: string, list: (Stated & { label: string })[], lookup: Lookup) =>
  list.map((one) => factView(one, { field, label: one.label }, lookup));

export function laureateView(
  content: LaureateContent,
  { slug, version }: Whose,
  lookup: Lookup,
  neighbours: LaureateCard[],
): LaureateProfile {
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
    ...{ slug, version, neighbours, tagline, summary, account, plain, name: facts.name.value || 'Sans nom' },
    year: lookup.years.get(facts.edition.value) ?? 0,
    award: lookup.awards.get(facts.award.value) ?? { slug: '', name: 'Prix à choisir', plural: '', frame: 'bronze' },
    category: lookup.categories.get(facts.category.value) ?? { slug: '', name: 'Thème à choisir' },
    facts: [...named, ...met, ...labelledViews('details', details, lookup)],
  };
}

export function editionView(content: EditionContent, { version }: Whose, lookup: Lookup): EditionPage {
  const { figures, support, details, ...words } = content;
  return {
    ...{ ...words, version, figures: labelledViews('figures', figures, lookup) },
    ...{ support: labelledViews('support', support, lookup), details: labelledViews('details', details, lookup) },
  };
}

export function awardView({ facts, ...words }: AwardContent, whose: Whose, lookup: Lookup, label: string): AwardPage {
  return { ...words, ...whose, facts: [factView(facts.definition, { field: 'definition', label }, lookup)] };
}

export function categoryView(
  { facts, ...words }: CategoryContent,
  whose: Whose,
  lookup: Lookup,
  label: string,
): CategoryPage {
  return { ...words, ...whose, facts: [factView(facts.origin, { field: 'origin', label }, lookup)] };
}

export function criterionView(
  { facts, ...words }: CriterionContent,
  whose: Whose,
  lookup: Lookup,
  named: { label: string; met: CriterionPage['met'] },
): CriterionPage {
  const wording = factView(facts.wording, { field: 'wording', label: named.label }, lookup);
  return { ...words, ...whose, facts: [wording], met: named.met };
}
