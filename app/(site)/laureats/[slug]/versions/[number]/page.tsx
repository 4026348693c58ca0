/** One version of a laureate, as it was: rendered once, then kept for ever by the bakery. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '../../../../../../components/site/frame.tsx';
import { VersionBanner } from '../../../../../../components/site/history.tsx';
import { JsonLd } from '../../../../../../components/site/json-ld.tsx';
import { plainText } from '../../../../../../components/site/markdown.ts';
import { pageMetadata } from '../../../../../../components/site/metadata.ts';
import { Profile } from '../../../../../../components/site/profile.tsx';
import { pageGraph } from '../../../../../../components/site/structured-data.ts';
import { findVersion, type PastVersion } from '../../../../../../server/published/versions.ts';
import { furniture, home } from '../../../../furniture.ts';

type Params = { params: Promise<{ slug: string; number: string }> };

/** Read once for the page and its head. */
const versionAt = cache(findVersion);

async function asked({ params }: Params): Promise<PastVersion> {
  const { slug, number } = await params;
  const found = /^[1-9]\d{0,5}$/.test(number) ? await versionAt(slug, Number(number)) : null;
  return found ?? notFound();
}

const described = ({ profile: { name, summary, version, permanentPath } }: PastVersion) => {
  const title = `${name}, version\u00a0${version.number}`;
  return { path: permanentPath, title, description: `Version\u00a0${version.number}. ${plainText(summary)}` };
};

export async function generateMetadata(props: Params): Promise<Metadata> {
  const past = await asked(props);
  const { site } = await furniture();
  const metadata = pageMetadata(site, described(past));
  // Search engines are led to the current page; the version stays readable for whoever cites it.
  const canonical = `${site.url}/laureats/${past.currentSlug}`;
  return { ...metadata, alternates: { ...metadata.alternates, canonical } };
}

export default async function VersionPage(props: Params) {
  const past = await asked(props);
  const { profile, criteria, note, currentSlug, erasures } = past;
  const around = await furniture();
  const page = { ...described(past), changedAt: profile.version.publishedAt, version: profile.version.number };
  const trail = [
    ...[home, { name: 'Lauréats', path: '/laureats' }, { name: profile.name, path: `/laureats/${currentSlug}` }],
    { name: `Version\u00a0${profile.version.number}`, path: page.path },
  ];
  return (
    <Frame {...around} section="laureats" path={page.path} trail={trail} timeless>
      <VersionBanner version={profile.version} note={note} slug={currentSlug} erasures={erasures} />
      <Profile site={around.site} profile={profile} criteria={criteria} palmares={null} />
      <JsonLd graph={pageGraph(around.site, page, trail)} />
    </Frame>
  );
}
