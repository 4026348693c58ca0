import { afterAll, beforeAll, expect, test } from 'vitest';
import { safeJson } from '../../components/site/json-ld.tsx';
import { document, laureateList, organisation, pageGraph } from '../../components/site/structured-data.ts';
import { findLaureate, listLaureates } from '../../server/published/laureates.ts';
import { laureatePicture } from '../../server/published/pictures.ts';
import { site } from '../../server/published/site.ts';
import { findSource, listSources } from '../../server/published/sources.ts';
import { seededStore } from '../cast.ts';
import { faultsOf } from '../vocabulary.ts';

let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await seededStore());
});
afterAll(() => close());

const graphOf = (graph: Parameters<typeof safeJson>[0]) =>
  JSON.parse(safeJson({ '@context': 'https://schema.org', '@graph': graph }));

const changedAt = new Date('2026-12-03T10:00:00Z');
const home = { name: 'Accueil', path: '/' };

test('the data of every profile is in the vocabulary, and cites each document it refers to', async () => {
  const about = await site();
  for (const { slug, name } of await listLaureates()) {
    const profile = await findLaureate(slug);
    if (!profile) throw new Error(slug);
    const path = `/laureats/${slug}`;
    const { facts, version } = profile;
    const picture = laureatePicture(about, profile);
    const page = { title: name, description: 'Un lauréat.', path, changedAt, facts, version: version.number, picture };
    const trail = [home, { name, path }];
    const document = graphOf(pageGraph(about, { ...page, kind: 'ProfilePage' }, trail, organisation(about, profile)));
    expect(await faultsOf(document), slug).toEqual([]);
    const [, told, ...documents] = document['@graph'];
    expect(told.mainEntity.award).toMatch(/2016$/);
    expect(told.primaryImageOfPage).toMatchObject({
      contentUrl: `${about.url}${path}/partage.png`,
      caption: picture.alt,
    });
    expect(told.dateModified).toBe('2026-12-03T10:00:00.000Z');
    expect(told.citation.length).toBeGreaterThan(0);
    expect(documents.map((one: { '@id': string }) => one['@id'])).toEqual(
      told.citation.map((one: { '@id': string }) => one['@id']),
    );
  }
});

test('machines are told of a laureate only what a source says and none contradicts', async () => {
  const about = await site();
  const told = async (slug: string) => {
    const profile = await findLaureate(slug);
    if (!profile) throw new Error(slug);
    return JSON.parse(safeJson(organisation(about, profile)));
  };
  expect(await told('ticket-for-change')).toMatchObject({ foundingDate: '2014' });
  // A year that sources dispute, an opening that is no founding, an address that no source gives.
  for (const slug of ['activaction', 'la-cloche-ou-le-carillon', 'biocycle', 'coworkcreche']) {
    expect(await told(slug), slug).not.toHaveProperty('foundingDate');
  }
  expect(await told('la-cloche-ou-le-carillon')).not.toHaveProperty('url');
});

test('the data of lists and of documents is in the vocabulary', async () => {
  const about = await site();
  const page = { title: 'Liste', description: 'Une liste.', path: '/laureats', changedAt };
  const list = laureateList(about, await listLaureates());
  expect(await faultsOf(graphOf(pageGraph(about, page, [home], list)))).toEqual([]);
  for (const { slug } of await listSources()) {
    const source = await findSource(slug);
    if (!source) throw new Error(slug);
    expect(await faultsOf(graphOf(pageGraph(about, page, [home], document(about, source)))), slug).toEqual([]);
  }
});

test.each([
  ['an unknown term', { '@type': 'Organization', medal: 'Trophée' }, /expansion.*medal/],
  ['an unknown class', { '@type': 'Association', name: 'X' }, /expansion.*Association/],
  ['a property of something else', { '@type': 'Organization', breadcrumb: 'X' }, /breadcrumb: no property/],
  [
    'words where a thing is expected',
    { '@type': 'WebPage', breadcrumb: { '@type': 'Place' } },
    /breadcrumb:.*no value/,
  ],
  ['a date that is none', { '@type': 'WebPage', dateModified: 'hier' }, /dateModified:.*no value/],
  ['a node nobody tells', { '@type': 'WebPage', citation: [{ '@id': 'http://localhost/#rien' }] }, /told nowhere/],
])('the vocabulary refuses %s', async (_, node, reason) => {
  expect((await faultsOf({ '@context': 'https://schema.org', ...node })).join('\n')).toMatch(reason);
});
