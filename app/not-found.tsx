import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Frame } from '../components/site/frame.tsx';
import { PageHead } from '../components/site/page-head.tsx';
import { SiteMap } from '../components/site/site-map.tsx';
import { furniture } from './(site)/furniture.ts';
import { mainWays } from './(site)/ways.ts';

export const metadata: Metadata = {
  title: 'Page introuvable',
  description: 'Cette adresse ne mène à aucune page du site.',
};

/** The answer to every unknown address. The bakery asks for it too; the build must not need the database. */
export default async function NotFound() {
  await connection();
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
