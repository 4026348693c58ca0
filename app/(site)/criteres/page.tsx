import type { Metadata } from 'next';
import { Criteria } from '../../../components/site/criteria.tsx';
import { Frame } from '../../../components/site/frame.tsx';
import { JsonLd } from '../../../components/site/json-ld.tsx';
import { pageMetadata } from '../../../components/site/metadata.ts';
import { pageGraph } from '../../../components/site/structured-data.ts';
import { explainCriteria } from '../../../server/published/criteria.ts';
import { listLaureates } from '../../../server/published/laureates.ts';
import { sectionPicture } from '../../../server/published/pictures.ts';
import { furniture, home } from '../furniture.ts';

const described = {
  path: '/criteres',
  title: 'Les critères',
  description: 'Ce que chaque critère demande, pourquoi il est là, et ce que les sources montrent chez les lauréats.',
};

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await furniture();
  return pageMetadata(site, { ...described, picture: sectionPicture(site, '/criteres') });
}

export default async function CriteriaPage() {
  const around = await furniture();
  const [criteria, laureates] = await Promise.all([
    explainCriteria(),
    listLaureates({ year: around.site.currentYear }),
  ]);
  const facts = criteria.flatMap((criterion) => [...criterion.facts, ...criterion.met.map(({ fact }) => fact)]);
  const page = { ...described, changedAt: around.site.lastPublishedAt, facts };
  const trail = [home, { name: 'Critères', path: described.path }];
  return (
    <Frame {...around} section="criteres" path={described.path} trail={trail}>
      <Criteria site={around.site} criteria={criteria} laureates={laureates} lead={described.description} />
      <JsonLd graph={pageGraph(around.site, page, trail)} />
    </Frame>
  );
}
