import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame } from '../../../../components/site/frame.tsx';
import { JsonLd } from '../../../../components/site/json-ld.tsx';
import { pageMetadata } from '../../../../components/site/metadata.ts';
import { SourceDocument } from '../../../../components/site/source-document.tsx';
import { document, pageGraph } from '../../../../components/site/structured-data.ts';
import { counted } from '../../../../components/ui/numbers.ts';
import { namedTitle } from '../../../../components/ui/titles.ts';
import { findSource, type SourcePage } from '../../../../server/published/sources.ts';
import { furniture, home } from '../../furniture.ts';

type Params = { params: Promise<{ slug: string }> };

const described = ({ slug, title, publisher, nature, claims }: SourcePage) => {
  const by = publisher === '' ? '' : `, ${publisher}`;
  const description = `${nature}${by}\u00a0: ${namedTitle(title)}. Ce que ce site en reprend\u00a0: ${counted(claims.length, 'affirmation', 'affirmations')}.`;
  return { path: `/sources/${slug}`, title: `Source\u00a0: ${namedTitle(title)}${by}`, description };
};

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const source = await findSource((await params).slug);
  if (!source) notFound();
  return pageMetadata((await furniture()).site, described(source));
}

export default async function DocumentPage({ params }: Params) {
  const source = await findSource((await params).slug);
  if (!source) notFound();
  const around = await furniture();
  const page = { ...described(source), changedAt: source.version.publishedAt, version: source.version.number };
  const trail = [home, { name: 'Sources', path: '/sources' }, { name: source.title, path: page.path }];
  return (
    <Frame {...around} section="sources" path={page.path} trail={trail}>
      <SourceDocument source={source} />
      <JsonLd graph={pageGraph(around.site, page, trail, document(around.site, source))} />
    </Frame>
  );
}
