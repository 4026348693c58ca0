import type { Metadata } from 'next';
import { Frame } from '../../../components/site/frame.tsx';
import { JsonLd } from '../../../components/site/json-ld.tsx';
import { pageMetadata } from '../../../components/site/metadata.ts';
import { PageHead } from '../../../components/site/page-head.tsx';
import { SourceList } from '../../../components/site/source-list.tsx';
import { pageGraph } from '../../../components/site/structured-data.ts';
import { sectionPicture } from '../../../server/published/pictures.ts';
import { listSources } from '../../../server/published/sources.ts';
import { furniture, home } from '../furniture.ts';

const described = {
  path: '/sources',
  title: 'Les sources',
  description: 'Les documents sur lesquels ce site s’appuie, ce que vaut chacun, et chaque fait qui en vient.',
};

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await furniture();
  return pageMetadata(site, { ...described, picture: sectionPicture(site, '/sources') });
}

export default async function SourcesPage() {
  const around = await furniture();
  const sources = await listSources();
  const page = { ...described, changedAt: around.site.lastPublishedAt, kind: 'CollectionPage' as const };
  const trail = [home, { name: 'Sources', path: described.path }];
  return (
    <Frame {...around} section="sources" path={described.path} trail={trail}>
      <div className="wall">
        <PageHead title={described.title}>
          <p>{described.description} Un titre entre crochets est le nôtre&nbsp;: celui du document n’est pas connu.</p>
        </PageHead>
        <SourceList sources={sources} />
      </div>
      <JsonLd graph={pageGraph(around.site, page, trail)} />
    </Frame>
  );
}
