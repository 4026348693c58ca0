/**
 * The answer to every unknown address of the site. Asked for by the bakery only, which bakes it as the 404: were it the
 * framework's own `not-found`, it would be rendered twice within each page, unseen.
 */
import type { Metadata } from 'next';
import { Frame } from '../../../components/site/frame.tsx';
import { PageHead } from '../../../components/site/page-head.tsx';
import { SiteMap } from '../../../components/site/site-map.tsx';
import { furniture } from '../furniture.ts';
import { mainWays } from '../ways.ts';

export const metadata: Metadata = {
  title: 'Page introuvable',
  description: 'Cette adresse ne mène à aucune page du site.',
  robots: { index: false },
};

export default async function UnknownAddress() {
  const [around, groups] = await Promise.all([furniture(), mainWays()]);
  return (
    <Frame {...around}>
      <div className="wall">
        <PageHead title="Cette page n’existe pas">
          <p>
            L’adresse est peut-être incomplète, ou la page a changé de nom. Ce que vous cherchiez est sans doute ici, ou
            dans le <a href="/plan-du-site">plan du site</a>.
          </p>
        </PageHead>
        <SiteMap groups={groups} />
      </div>
    </Frame>
  );
}
