/** Every way into the site, for the site map and for the lost visitor. */
import type { LinkGroup } from '../../components/site/site-map.tsx';
import { listAwards } from '../../server/published/awards.ts';
import { listCategories } from '../../server/published/categories.ts';
import { listCriteria } from '../../server/published/criteria.ts';
import { listEditions } from '../../server/published/editions.ts';
import { alphabetical, listLaureates } from '../../server/published/laureates.ts';

/** The laureates, themes and criteria: what a lost visitor most likely looked for. */
export async function mainWays(): Promise<LinkGroup[]> {
  const [laureates, categories, criteria] = await Promise.all([listLaureates(), listCategories(), listCriteria()]);
  const filled = categories.filter((one) => one.laureates > 0);
  return [
    {
      title: 'Lauréats',
      links: [
        ...alphabetical(laureates).map(({ name, slug }) => ({ name, path: `/laureats/${slug}` })),
        { name: 'Tous, de A à Z', path: '/laureats' },
      ],
    },
    { title: 'Thèmes', links: filled.map(({ name, slug }) => ({ name, path: `/categories/${slug}` })) },
    { title: 'Critères', links: criteria.map(({ title, slug }) => ({ name: title, path: `/criteres#${slug}` })) },
  ];
}

/** Prizes and editions. */
export async function otherWays(): Promise<LinkGroup[]> {
  const [awards, editions] = await Promise.all([listAwards(), listEditions()]);
  return [
    { title: 'Prix', links: awards.map(({ plural, slug }) => ({ name: plural, path: `/prix/${slug}` })) },
    { title: 'Éditions', links: editions.map(({ title, year }) => ({ name: title, path: `/editions/${year}` })) },
  ];
}
