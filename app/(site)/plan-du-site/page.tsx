import type { Metadata } from 'next';
import { siteFeed } from '../../../components/site/atom.ts';
import { Frame } from '../../../components/site/frame.tsx';
import { JsonLd } from '../../../components/site/json-ld.tsx';
import { pageMetadata } from '../../../components/site/metadata.ts';
import { PageHead } from '../../../components/site/page-head.tsx';
import { SiteMap } from '../../../components/site/site-map.tsx';
import { pageGraph } from '../../../components/site/structured-data.ts';
import { listSources } from '../../../server/published/sources.ts';
import { furniture, home } from '../furniture.ts';
import { mainWays, otherWays } from '../ways.ts';

const described = {
  path: '/plan-du-site',
  title: 'Plan du site',
  description: 'Toutes les pages du site, rangées par rubrique.',
};

export async function generateMetadata(): Promise<Metadata> {
  return { ...pageMetadata((await furniture()).site, described), manifest: '/manifest.webmanifest' };
}

export default async function SiteMapPage() {
  const around = await furniture();
  const sources = await listSources();
  const groups = [
    ...(await mainWays()),
    ...(await otherWays()),
    {
      title: 'Le site',
      links: [
        ...around.texts.map(({ title, slug }) => ({ name: title, path: `/${slug}` })),
        { name: 'Espace presse', path: '/presse' },
        { name: `${siteFeed.title} (flux Atom)`, path: siteFeed.path },
      ],
    },
    {
      title: 'Sources',
      links: [
        { name: 'Toutes les sources', path: '/sources' },
        ...sources.map(({ title, publisher, slug }) => ({
          name: publisher === '' ? title : `${title}, ${publisher}`,
          path: `/sources/${slug}`,
        })),
      ],
    },
  ];
  const page = { ...described, changedAt: around.site.lastPublishedAt };
  const trail = [home, { name: described.title, path: described.path }];
  return (
    <Frame {...around} path={described.path} trail={trail}>
      <div className="wall">
        <PageHead title={described.title} />
        <SiteMap groups={groups} />
      </div>
      <JsonLd graph={pageGraph(around.site, page, trail)} />
    </Frame>
  );
}
