import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame } from '../../components/site/frame.tsx';
import { Home } from '../../components/site/home.tsx';
import { JsonLd } from '../../components/site/json-ld.tsx';
import { pageMetadata } from '../../components/site/metadata.ts';
import { laureateList, pageGraph } from '../../components/site/structured-data.ts';
import { listCategories } from '../../server/published/categories.ts';
import { explainCriteria } from '../../server/published/criteria.ts';
import { findEdition } from '../../server/published/editions.ts';
import { listLaureates } from '../../server/published/laureates.ts';
import { homePicture } from '../../server/published/pictures.ts';
import type { Site } from '../../server/published/site.ts';
import { furniture, home } from './furniture.ts';

const described = ({ subtitle, currentYear }: Site) => {
  return { path: '/', title: `palmarès\u00a0${currentYear}`, description: subtitle };
};

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await furniture();
  return pageMetadata(site, { ...described(site), picture: homePicture(site) });
}

export default async function HomePage() {
  const around = await furniture();
  const { site } = around;
  const edition = await findEdition(site.currentYear);
  if (!edition) notFound();
  const [laureates, criteria, categories] = await Promise.all([
    listLaureates({ year: edition.year }),
    explainCriteria(),
    listCategories(),
  ]);
  const facts = [...edition.figures, ...edition.support, ...criteria.flatMap((criterion) => criterion.facts)];
  const page = { ...described(site), changedAt: site.lastPublishedAt, kind: 'CollectionPage' as const, facts };
  return (
    <Frame {...around} path="/">
      <Home edition={edition} laureates={laureates} criteria={criteria} categories={categories} />
      <JsonLd graph={pageGraph(site, page, [home], laureateList(site, laureates))} />
    </Frame>
  );
}
