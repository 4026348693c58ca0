/** The form of each kind of entry. */
import type { Kind } from '../../../server/editorial/noun.ts';
import { editionLayout } from './edition.ts';
import { laureateLayout } from './laureate.ts';
import type { Layout } from './layout.ts';
import { awardLayout, categoryLayout, criterionLayout, pageLayout, settingLayout, sourceLayout } from './texts.ts';

export const layouts: Record<Kind, Layout> = {
  laureate: laureateLayout,
  edition: editionLayout,
  category: categoryLayout,
  award: awardLayout,
  criterion: criterionLayout,
  source: sourceLayout,
  page: pageLayout,
  setting: settingLayout,
};
