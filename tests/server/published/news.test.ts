import Parser from 'rss-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atomFeed, laureateFeed } from '../../../components/site/atom.ts';
import { escaped } from '../../../components/site/escaped.ts';
import { sitePlan } from '../../../server/bakery/paths.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { laureateNews, siteNews } from '../../../server/published/news.ts';
import { site } from '../../../server/published/site.ts';
import { aminata, draftedAgain, freshStore, laureate, online, pascale, surroundings, written } from '../../cast.ts';

let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof surroundings>>;

beforeAll(async () => {
  ({ close } = await freshStore());
  around = await surroundings();
  const entryId = await written('setting', 'site', {
    name: 'Palmarès',
    subtitle: 'Les lauréats.',
    edition: around.edition,
  });
  expect(await publish(aminata, [{ entryId, revision: 1 }])).toMatchObject({ ok: true });
});
afterAll(() => close());

const corrected = async (entryId: string, name: string, note: { note?: string; minor?: boolean }) => {
  await draftedAgain(entryId, { ...laureate(name, around), tagline: 'Le pain corrigé' });
  const outcome = await publish(pascale, [{ entryId, revision: 2 }], note);
  expect(outcome).toMatchObject({ ok: true });
};

test('a first publication and a correction are told with their note, a minor one is not, nor who did it', async () => {
  const entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', around));
  await corrected(entryId, 'Le Fournil', { note: 'La date de création est corrigée.' });
  const followed = await laureateNews('le-fournil');
  expect(followed?.news.map(({ kind, version, note }) => [kind, version, note])).toEqual([
    ['correction', 2, 'La date de création est corrigée.'],
    ['first', 1, ''],
  ]);
  expect(JSON.stringify(await siteNews())).not.toMatch(/pascale|camille/i);
  expect((await siteNews()).news.filter(({ path }) => path === '/laureats/le-fournil')).toEqual(followed?.news);
});

test('a minor correction is not announced', async () => {
  const entryId = await online('laureate', 'la-ruche', laureate('La Ruche', around));
  await corrected(entryId, 'La Ruche', { minor: true });
  expect((await laureateNews('la-ruche'))?.news.map(({ version }) => version)).toEqual([1]);
});

test('of a withdrawn laureate the feed tells the address and the notice, and of a mistake nothing', async () => {
  for (const [slug, name, how] of [
    ['la-meule', 'La Meule', { notice: 'À la demande du lauréat.' }],
    ['le-levain', 'Le Levain', { mistake: true }],
  ] as const) {
    const entryId = await online('laureate', slug, laureate(name, around));
    expect(await withdraw(pascale, { entryId, version: 1, ...how })).toMatchObject({ ok: true });
    expect(await laureateNews(slug)).toBeNull();
  }
  const { news } = await siteNews();
  const told = JSON.stringify(news);
  expect(told).not.toMatch(/La Meule|Le Levain|le-levain/);
  expect(news.find(({ kind }) => kind === 'withdrawal')).toMatchObject({
    ...{ path: '/laureats/la-meule', note: 'À la demande du lauréat.', name: '', version: 0 },
  });
  const { items } = await sitePlan();
  const gone = items.filter(({ kind }) => kind === 'gone').map(({ path }) => path);
  expect(gone).toEqual(expect.arrayContaining(['/laureats/la-meule/flux.atom', '/laureats/le-levain/flux.atom']));
});

test('a renamed laureate keeps the id of its feed and of its entries; the old address leads to the new', async () => {
  const entryId = await online('laureate', 'le-petrin', laureate('Le Pétrin', around));
  const before = await laureateNews('le-petrin');
  expect(await rename(pascale, { entryId, from: 'le-petrin', slug: 'le-grand-petrin' })).toMatchObject({ ok: true });
  const after = await laureateNews('le-grand-petrin');
  expect(after?.iri).toBe(before?.iri);
  expect(after?.news.map(({ id }) => id)).toEqual(before?.news.map(({ id }) => id));
  expect(after?.news).toMatchObject([
    { path: '/laureats/le-grand-petrin', permanentPath: '/laureats/le-petrin/versions/1' },
  ]);
  expect((await sitePlan()).items).toContainEqual({
    ...{ kind: 'redirect', path: '/laureats/le-petrin/flux.atom', to: '/laureats/le-grand-petrin/flux.atom' },
  });
});

test('a feed reader finds every piece of news, its date and its address, whatever the words', async () => {
  const name = 'Pain & <Sel> "]]>';
  const entryId = await online('laureate', 'pain-et-sel', laureate(name, around));
  await corrected(entryId, name, { note: 'Le nom s’écrit <avec> & sans.' });
  const followed = await laureateNews('pain-et-sel');
  if (!followed) throw new Error('not live');
  const feed = {
    ...laureateFeed('pain-et-sel', name),
    id: followed.iri,
    subtitle: 'x',
    follows: '/laureats/pain-et-sel',
  };
  const about = await site();
  const read = await new Parser().parseString(atomFeed(about, feed, followed.news));
  expect(read.title).toBe('Pain & <Sel> "]]>\u00a0: publications et corrections');
  expect(read.feedUrl).toBe(`${about.url}/laureats/pain-et-sel/flux.atom`);
  expect(read.items.map((item) => [item.title, item.link, item.summary, item.isoDate])).toEqual(
    followed.news.map(({ version, note, at }) => [
      version === 1 ? `${name}\u00a0: mise en ligne` : `${name}\u00a0: version\u00a0${version}`,
      `${about.url}/laureats/pain-et-sel/versions/${version}`,
      note || 'Première publication.',
      at.toISOString(),
    ]),
  );
});

test('a character that XML does not know cannot break a feed', () => {
  expect(escaped('a\u0000b\u0008c\uFFFEd\uD800e\tf')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf');
});
