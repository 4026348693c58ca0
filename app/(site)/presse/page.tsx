import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame } from '../../../components/site/frame.tsx';
import { JsonLd } from '../../../components/site/json-ld.tsx';
import { pageMetadata } from '../../../components/site/metadata.ts';
import { type Archive, Press } from '../../../components/site/press.tsx';
import { pageGraph } from '../../../components/site/structured-data.ts';
import { findEdition } from '../../../server/published/editions.ts';
import { listLaureates } from '../../../server/published/laureates.ts';
import { editionPicture, sectionPicture } from '../../../server/published/pictures.ts';
import { pressFiles } from '../../../server/published/press.ts';
import { furniture, home } from '../furniture.ts';

/** `archive`: what the bakery tells of each archive it made, as `/presse/palmares-2016.zip:204800:34`. */
type Asked = { searchParams: Promise<{ archive?: string | string[] }> };

const described = {
  path: '/presse',
  title: 'Espace presse',
  description:
    'Les chiffres et leurs sources, les fiches, les images et les données du palmarès, à citer et à reprendre.',
};

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await furniture();
  return pageMetadata(site, { ...described, picture: sectionPicture(site, '/presse') });
}

function archivesTold(told: string | string[] | undefined): Archive[] {
  return [told ?? []].flat().flatMap((one) => {
    const [, path = '', year, bytes, files] = /^(\/presse\/palmares-(\d{4})\.zip):(\d+):(\d+)$/.exec(one) ?? [];
    return path === '' ? [] : [{ path, year: Number(year), bytes: Number(bytes), files: Number(files) }];
  });
}

export default async function PressPage({ searchParams }: Asked) {
  const around = await furniture();
  const { site } = around;
  const edition = await findEdition(site.currentYear);
  if (!edition) notFound();
  const archives = archivesTold((await searchParams).archive);
  const laureates = await listLaureates({ year: edition.year });
  const files = { ...pressFiles(edition.year), picture: editionPicture(site, edition).path };
  const page = { ...described, changedAt: site.lastPublishedAt };
  const trail = [home, { name: 'Presse', path: described.path }];
  return (
    <Frame {...around} path={described.path} trail={trail}>
      <Press {...{ site, edition, laureates, archives, files }} lead={described.description} />
      <JsonLd graph={pageGraph(site, page, trail)} />
    </Frame>
  );
}
