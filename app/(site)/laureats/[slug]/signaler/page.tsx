import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '../../../../../components/site/frame.tsx';
import { pageMetadata } from '../../../../../components/site/metadata.ts';
import { PageHead } from '../../../../../components/site/page-head.tsx';
import { ReportForm } from '../../../../../components/site/report-form.tsx';
import { reportFormPath } from '../../../../../components/site/report-link.tsx';
import { findLaureate, type LaureateProfile } from '../../../../../server/published/laureates.ts';
import { WHOLE_PAGE } from '../../../../../server/published/reports.ts';
import { furniture, home } from '../../../furniture.ts';

/** Read once for the page and its head. */
const laureateAt = cache(findLaureate);

type Params = { params: Promise<{ slug: string }> };

const described = ({ slug, name }: LaureateProfile) => ({
  path: reportFormPath(slug),
  title: `Signaler une erreur\u00a0: ${name}`,
  description: `Dire à la rédaction ce qui est inexact dans la fiche de ${name}, sans compte. La réponse est publique.`,
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const laureate = await laureateAt((await params).slug);
  if (!laureate) notFound();
  return { ...pageMetadata((await furniture()).site, described(laureate)), robots: { index: false } };
}

export default async function ReportFormPage({ params }: Params) {
  const laureate = await laureateAt((await params).slug);
  if (!laureate) notFound();
  const { name, slug } = laureate;
  const { path } = described(laureate);
  const profile = { name, path: `/laureats/${slug}` };
  const trail = [home, { name: 'Lauréats', path: '/laureats' }, profile, { name: 'Signaler une erreur', path }];
  return (
    <Frame {...(await furniture())} section="laureats" path={path} trail={trail}>
      <div className="wall">
        <PageHead title="Signaler une erreur">
          <p>
            Dans la fiche <a href={profile.path}>{name}</a>. La rédaction a sept jours pour répondre, sur une page
            publique. Ce que vous écrivez n’est lu que par elle.
          </p>
        </PageHead>
        <ReportForm laureate={laureate} wholePage={WHOLE_PAGE} />
      </div>
    </Frame>
  );
}
