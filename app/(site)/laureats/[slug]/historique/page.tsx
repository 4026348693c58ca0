import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '../../../../../components/site/frame.tsx';
import { HistoryOf } from '../../../../../components/site/history.tsx';
import { JsonLd } from '../../../../../components/site/json-ld.tsx';
import { pageMetadata } from '../../../../../components/site/metadata.ts';
import { pageGraph } from '../../../../../components/site/structured-data.ts';
import { findHistory, type History } from '../../../../../server/published/versions.ts';
import { furniture, home } from '../../../furniture.ts';

type Params = { params: Promise<{ slug: string }> };

/** Read once for the page and its head. */
const historyAt = cache(findHistory);

const described = ({ slug, name }: History) => ({
  path: `/laureats/${slug}/historique`,
  title: `Historique de la fiche ${name}`,
  description: `Chaque version de la fiche ${name}\u00a0: sa date, ce qui a changé et pourquoi, mot à mot.`,
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const history = await historyAt((await params).slug);
  if (!history) notFound();
  return pageMetadata((await furniture()).site, described(history));
}

export default async function HistoryPage({ params }: Params) {
  const history = await historyAt((await params).slug);
  if (!history) notFound();
  const around = await furniture();
  const page = { ...described(history), changedAt: history.lines[0]?.publishedAt ?? around.site.lastPublishedAt };
  const trail = [
    ...[home, { name: 'Lauréats', path: '/laureats' }, { name: history.name, path: `/laureats/${history.slug}` }],
    { name: 'Historique', path: page.path },
  ];
  return (
    <Frame {...around} section="laureats" path={page.path} trail={trail}>
      <HistoryOf history={history} />
      <JsonLd graph={pageGraph(around.site, page, trail)} />
    </Frame>
  );
}
