import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AwardLinks } from '../../../../components/site/award-links.tsx';
import { Frame } from '../../../../components/site/frame.tsx';
import { Gathering } from '../../../../components/site/gathering.tsx';
import { JsonLd } from '../../../../components/site/json-ld.tsx';
import { plainText } from '../../../../components/site/markdown.ts';
import { pageMetadata } from '../../../../components/site/metadata.ts';
import { laureateList, pageGraph } from '../../../../components/site/structured-data.ts';
import { countedInWords } from '../../../../components/ui/numbers.ts';
import { type AwardPage, findAward, listAwards } from '../../../../server/published/awards.ts';
import { listLaureates } from '../../../../server/published/laureates.ts';
import { awardPicture } from '../../../../server/published/pictures.ts';
import { furniture, home } from '../../furniture.ts';

type Params = { params: Promise<{ slug: string }> };

const described = ({ slug, name, description }: AwardPage) => {
  return { path: `/prix/${slug}`, title: `${name}\u00a0: les lauréats`, description: plainText(description) };
};

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const award = await findAward((await params).slug);
  if (!award) notFound();
  const { site } = await furniture();
  return pageMetadata(site, { ...described(award), picture: awardPicture(site, award) });
}

export default async function PrizePage({ params }: Params) {
  const award = await findAward((await params).slug);
  if (!award) notFound();
  const around = await furniture();
  const [laureates, awards] = await Promise.all([listLaureates({ award: award.slug }), listAwards()]);
  const { version, facts } = award;
  const told = { kind: 'CollectionPage' as const, version: version.number, facts };
  const page = { ...described(award), changedAt: version.publishedAt, ...told };
  const trail = [home, { name: 'Lauréats', path: '/laureats' }, { name: award.name, path: page.path }];
  const subtitle = `Un prix, ${countedInWords(laureates.length, 'lauréat', 'lauréats')}.`;
  return (
    <Frame {...around} section="laureats" path={page.path} trail={trail}>
      <Gathering title={award.name} subtitle={subtitle} {...award} laureates={laureates}>
        <AwardLinks awards={awards} current={award.slug} />
      </Gathering>
      <JsonLd graph={pageGraph(around.site, page, trail, laureateList(around.site, laureates))} />
    </Frame>
  );
}
