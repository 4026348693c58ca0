import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Edition } from '../../../../components/site/edition.tsx';
import { Frame } from '../../../../components/site/frame.tsx';
import { JsonLd } from '../../../../components/site/json-ld.tsx';
import { plainText } from '../../../../components/site/markdown.ts';
import { pageMetadata } from '../../../../components/site/metadata.ts';
import { laureateList, pageGraph } from '../../../../components/site/structured-data.ts';
import { type EditionPage, findEdition } from '../../../../server/published/editions.ts';
import { listLaureates } from '../../../../server/published/laureates.ts';
import { editionPicture } from '../../../../server/published/pictures.ts';
import { furniture, home } from '../../furniture.ts';

type Params = { params: Promise<{ year: string }> };

/** Four digits and nothing else, so that each edition has one address. */
async function asked({ params }: Params): Promise<EditionPage> {
  const { year } = await params;
  const edition = /^[12]\d{3}$/.test(year) ? await findEdition(Number(year)) : null;
  return edition ?? notFound();
}

const described = ({ year, title, summary }: EditionPage) => {
  return { path: `/editions/${year}`, title: `${title}, l’édition en détail`, description: plainText(summary) };
};

/** What machines are told besides. */
const told = ({ version, figures, support, details }: EditionPage) => {
  return { kind: 'CollectionPage' as const, version: version.number, facts: [...figures, ...support, ...details] };
};

export async function generateMetadata(props: Params): Promise<Metadata> {
  const { site } = await furniture();
  const edition = await asked(props);
  return pageMetadata(site, { ...described(edition), picture: editionPicture(site, edition) });
}

export default async function EditionOfYear(props: Params) {
  const edition = await asked(props);
  const around = await furniture();
  const laureates = await listLaureates({ year: edition.year });
  const page = { ...described(edition), changedAt: edition.version.publishedAt, ...told(edition) };
  const trail = [home, { name: `Édition\u00a0${edition.year}`, path: page.path }];
  return (
    <Frame {...around} section="edition" path={page.path} trail={trail}>
      <Edition site={around.site} edition={edition} laureates={laureates} />
      <JsonLd graph={pageGraph(around.site, page, trail, laureateList(around.site, laureates))} />
    </Frame>
  );
}
