import { afterEach, beforeEach, expect } from 'vitest';
import { bakePages, bakeSite } from '../../../server/bakery/oven.ts';
import { planOf } from '../../../server/bakery/pages-plan.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { furnishedStore, laureate, online, pascale, siteOnline, surroundings } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

let close: () => Promise<void>;
let entryId: string;
let site: FakeSite;

beforeEach(async () => {
  const store = await furnishedStore(surroundings);
  close = store.close;
  await siteOnline(store.around.edition);
  entryId = await online('laureate', 'le-fournil', laureate('Le Fournil', store.around));
  site = await fakeSite();
});
afterEach(async () => {
  await site.remove();
  await close();
});

const nothing = async (): Promise<void> => undefined;
const retire = async (): Promise<void> => {
  await withdraw(pascale, { entryId, version: 1, notice: 'Retirée.' });
};

const bare = ({ kind, path, ...rest }: BakeItem) => ({ kind, path, ...('to' in rest && { to: rest.to }) });

test('the page of an entry, and what leads to it, are told as the whole plan tells them', async () => {
  await rename(pascale, { entryId, from: 'le-fournil', slug: 'fournil' });
  const paths = ['/laureats/fournil', '/laureats/le-fournil'];
  const [whole, few] = [await planOf(), await planOf(paths)];
  expect(few).toMatchObject({ partial: true, publicationNumber: whole.publicationNumber });
  expect(few.items.map(bare)).toEqual(
    whole.items
      .filter(({ path }) => paths.includes(path))
      .map(bare)
      .reverse(),
  );
});

test.each<[string, () => Promise<void>, string?]>([
  ['one that is withdrawn', retire],
  ['one below a page', nothing, '/laureats/le-fournil/historique'],
  ['a page that gathers several', nothing, '/criteres'],
  ['one that nobody has', nothing, '/laureats/personne'],
])('with %s among the addresses, the plan is whole', async (_, act, path = '/laureats/le-fournil') => {
  await act();
  const plan = await planOf(['/editions/2016', path]);
  expect(plan.partial).toBeUndefined();
  expect(plan.items).toEqual((await planOf()).items);
});

test('a bake of a few pages that fails takes nothing else off, and without a site makes none', async () => {
  const plan = { ...(await planOf(['/laureats/le-fournil'])) };
  const paths = plan.items.map(({ path }) => path);
  expect(await bakePages(site.settings, plan, paths)).toMatchObject({ ok: false, withdrawn: [] });
  expect(await site.builds().catch(() => [])).toEqual([]);
  site.pages.set('/laureats/le-fournil', answer(page('Le Fournil')));
  site.pages.set('/autre', answer(page('Autre')));
  expect(await bakeSite(site.settings, site.plan([...plan.items, { kind: 'page', path: '/autre' }]))).toMatchObject({
    ok: true,
  });
  const render = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));
  expect(await bakePages({ ...site.settings, render }, plan, paths)).toMatchObject({ ok: false, withdrawn: [] });
});
