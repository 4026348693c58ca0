import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { laureateFeed } from '../../../../components/site/atom.ts';
import { Frame } from '../../../../components/site/frame.tsx';
import { Corrections } from '../../../../components/site/history.tsx';
import { JsonLd } from '../../../../components/site/json-ld.tsx';
import { plainText } from '../../../../components/site/markdown.ts';
import { pageMetadata } from '../../../../components/site/metadata.ts';
import { oembedOf } from '../../../../components/site/oembed.ts';
import { Profile } from '../../../../components/site/profile.tsx';
import { organisation, pageGraph } from '../../../../components/site/structured-data.ts';
import { listCriteria } from '../../../../server/published/criteria.ts';
import { findLaureate, type LaureateProfile, listLaureates } from '../../../../server/published/laureates.ts';
import { laureatePicture } from '../../../../server/published/pictures.ts';
import { furniture, home } from '../../furniture.ts';

/** Read once for the page and its head. */
const laureateAt = cache(findLaureate);

type Params = { params: Promise<{ slug: string }> };

const described = ({ slug, name, summary }: LaureateProfile) => {
  const ways = { feed: laureateFeed(slug, name), oembed: oembedOf(slug, name) };
  return { path: `/laureats/${slug}`, title: name, description: plainText(summary), ...ways };
};

/** What machines are told besides. */
const told = ({ version, facts }: LaureateProfile) => {
  return { kind: 'ProfilePage' as const, version: version.number, facts };
};

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const profile = await laureateAt((await params).slug);
  if (!profile) notFound();
  const { site } = await furniture();
  return pageMetadata(site, { ...described(profile), picture: laureatePicture(site, profile) });
}

export default async function ProfilePage({ params }: Params) {
  const profile = await laureateAt((await params).slug);
  if (!profile) notFound();
  const around = await furniture();
  const [criteria, palmares] = await Promise.all([listCriteria(), listLaureates({ year: profile.year })]);
  const picture = laureatePicture(around.site, profile);
  const page = { ...described(profile), picture, changedAt: profile.version.publishedAt, ...told(profile) };
  const trail = [home, { name: 'Lauréats', path: '/laureats' }, { name: profile.name, path: page.path }];
  return (
    <Frame {...around} section="laureats" path={page.path} trail={trail}>
      <Corrections corrections={profile.corrections} slug={profile.slug} />
      <Profile site={around.site} profile={profile} criteria={criteria} palmares={palmares} />
      <JsonLd graph={pageGraph(around.site, page, trail, organisation(around.site, profile))} />
    </Frame>
  );
}
