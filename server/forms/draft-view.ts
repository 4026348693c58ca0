/**
 * A draft as the public components receive what is online: the same view models as the window’s (a laureate’s are made by
 * server/published/from-content.ts).
 *
 * Promise: pure; nothing here reads the store, and nothing of server/published can name it. What a draft lacks is shown
 * as lacking (« source à choisir »), never made up.
 */
import type { AwardContent } from '../editorial/awards.ts';
import type { CategoryContent } from '../editorial/categories.ts';
import type { CriterionContent } from '../editorial/criteria.ts';
import type { EditionContent } from '../editorial/editions.ts';
import type { AwardPage } from '../published/awards.ts';
import type { CategoryPage } from '../published/categories.ts';
import type { CriterionPage } from '../published/criteria.ts';
import type { EditionPage } from '../published/editions.ts';
import { factView, type Lookup, labelledViews, type Whose } from '../published/from-content.ts';

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
