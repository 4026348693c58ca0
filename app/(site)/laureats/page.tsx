import type { Metadata } from 'next';
import { Frame } from '../../../components/site/frame.tsx';
import { JsonLd } from '../../../components/site/json-ld.tsx';
import { Filters, LaureateIndex } from '../../../components/site/laureate-index.tsx';
import { pageMetadata } from '../../../components/site/metadata.ts';
import { PageHead } from '../../../components/site/page-head.tsx';
import { laureateList, pageGraph } from '../../../components/site/structured-data.ts';
import { counted } from '../../../components/ui/numbers.ts';
import { listAwards } from '../../../server/published/awards.ts';
import { listCategories } from '../../../server/published/categories.ts';
import { alphabetical, listLaureates, sortName } from '../../../server/published/laureates.ts';
import { sectionPicture } from '../../../server/published/pictures.ts';
import { furniture, home } from '../furniture.ts';

const described = {
  path: '/laureats',
  title: 'Les lauréats, de A à Z',
  description: 'Tous les lauréats par ordre alphabétique, avec leur thème, leur prix et leur année.',
};

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await furniture();
  return pageMetadata(site, { ...described, picture: sectionPicture(site, '/laureats') });
}

/** The letter a name is filed under, its accents and articles aside. */
function letterOf(name: string): string {
  return sortName(name).normalize('NFD').charAt(0).toLocaleUpperCase('fr');
}

export default async function LaureatesPage() {
  const around = await furniture();
  const [laureates, categories, awards] = await Promise.all([listLaureates(), listCategories(), listAwards()]);
  const sorted = alphabetical(laureates);
  const given = awards.map((award) => {
    return { ...award, laureates: laureates.filter((one) => one.award.slug === award.slug).length };
  });
  const trail = [home, { name: 'Lauréats', path: described.path }];
  const page = { ...described, changedAt: around.site.lastPublishedAt, kind: 'CollectionPage' as const };
  return (
    <Frame {...around} section="laureats" path={described.path} trail={trail}>
      <div className="wall">
        <PageHead title={described.title}>
          <p>
            {counted(sorted.length, 'lauréat', 'lauréats')}. «&#8239;Le&#8239;», «&#8239;La&#8239;» et
            «&#8239;Les&#8239;» ne comptent pas dans l’ordre.
          </p>
        </PageHead>
        <Filters categories={categories} awards={given} />
        <LaureateIndex filed={sorted.map((laureate) => ({ laureate, letter: letterOf(laureate.name) }))} />
      </div>
      <JsonLd graph={pageGraph(around.site, page, trail, laureateList(around.site, sorted))} />
    </Frame>
  );
}
