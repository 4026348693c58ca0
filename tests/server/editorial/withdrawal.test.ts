import { afterEach, beforeEach, expect, test } from 'vitest';
import { pagesOf, sitePlan } from '../../../server/bakery/paths.ts';
import { reader } from '../../../server/database.ts';
import { onPublication } from '../../../server/editorial/announcement.ts';
import { Missing } from '../../../server/editorial/demand.ts';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { createEntry } from '../../../server/editorial/revisions.ts';
import { putBack, withdraw } from '../../../server/editorial/withdrawal.ts';
import { publicPages } from '../../../server/published/addresses.ts';
import { explainCriteria } from '../../../server/published/criteria.ts';
import { findLaureate, listLaureates } from '../../../server/published/laureates.ts';
import { findSource, listSources } from '../../../server/published/sources.ts';
import { findWithdrawn } from '../../../server/published/withdrawn.ts';
import {
  aminata,
  camille,
  draftedAgain,
  furnishedStore,
  laureate,
  online,
  pascale,
  siteOnline,
  surroundings,
  written,
} from '../../cast.ts';

const CANARY = 'zibeline-canari';
let close: () => Promise<void>;
let around: Awaited<ReturnType<typeof aroundLeFournil>>;
let entryId: string;

async function aroundLeFournil() {
  const around = await surroundings();
  const content = { ...laureate('Le Fournil', around), plain: CANARY };
  const site = await siteOnline(around.edition);
  return { ...around, site, entryId: await online('laureate', 'le-fournil', content) };
}

beforeEach(async () => {
  ({ close, around } = await furnishedStore(aroundLeFournil));
  ({ entryId } = around);
});
afterEach(() => close());

const notice = 'Retirée à la demande de l’association.';

/** Everything the window and the plan of the bake say. */
async function said(): Promise<string> {
  const lists = [publicPages(), sitePlan(), listLaureates(), listSources(), explainCriteria(), findSource('article')];
  const pages = [findLaureate('le-fournil'), findWithdrawn('/laureats/le-fournil')];
  return JSON.stringify(await Promise.all<unknown>([...lists, ...pages]));
}

test('a withdrawn laureate is gone from every list; its address is a 410 in the plan, with the notice alone', async () => {
  expect(await said()).toContain(CANARY);
  expect(await withdraw(pascale, { entryId, version: 1, notice })).toEqual({ ok: true, publication: 8 });
  expect(await said()).not.toContain(CANARY);
  expect(await listLaureates()).toEqual([]);
  const gone = { kind: 'gone', path: '/laureats/le-fournil', ask: '/retire/laureats/le-fournil' };
  const { items, publicationNumber } = await sitePlan();
  expect(items.filter((one) => one.path === gone.path)).toEqual([gone]);
  // In other sites’ pages its plaque tells the notice itself.
  const card = `${gone.path}/carte`;
  expect(items.filter((one) => one.path === card)).toEqual([{ kind: 'gone', path: card, ask: card, framable: true }]);
  expect(publicationNumber).toBe(8);
  expect(await findWithdrawn('/laureats/le-fournil')).toMatchObject({ notice });
});

test('an entry published by mistake answers 410 without a word', async () => {
  expect(await withdraw(pascale, { entryId, version: 1, mistake: true })).toMatchObject({ ok: true });
  expect(await findWithdrawn('/laureats/le-fournil')).toMatchObject({ notice: '' });
  expect(await said()).not.toContain(CANARY);
});

test('nothing is withdrawn at an address that is live, unknown or a gathering', async () => {
  for (const path of ['/laureats/le-fournil', '/laureats/autre', '/laureats', '/', '/criteres', '/a/b/c', 'x'])
    expect(await findWithdrawn(path)).toBeNull();
});

test('Camille may not withdraw nor put back; a publisher may not touch the settings', async () => {
  await expect(withdraw(camille, { entryId, version: 1, notice })).rejects.toThrow(Forbidden);
  await expect(putBack(camille, { entryId, note: 'x' })).rejects.toThrow(Forbidden);
  const { site } = around;
  await expect(withdraw(pascale, { entryId: site, version: 1, notice })).rejects.toThrow(Forbidden);
  expect(await withdraw(aminata, { entryId: site, version: 1, notice })).toMatchObject({ ok: false });
  const refusals = await reader().journalLine.findMany({ where: { verb: { startsWith: 'refused' } } });
  expect(refusals.map((one) => one.verb).sort()).toEqual(['refused:putBack', 'refused:withdraw', 'refused:withdraw']);
});

test('a missing notice, another version online, and an entry that is not live are problems; nothing changes', async () => {
  const none = await withdraw(pascale, { entryId, version: 1 });
  expect(none).toMatchObject({ ok: false, problems: [{ path: 'notice', label: 'Avis public' }] });
  expect(await withdraw(pascale, { entryId, version: 2, notice })).toMatchObject({ ok: false });
  const wrong = { entryId, version: 1, notice: 12 } as unknown as Parameters<typeof withdraw>[1];
  expect(await withdraw(pascale, wrong)).toMatchObject({ ok: false, problems: [{ path: 'notice' }] });
  const draft = await written('laureate', 'la-roue', laureate('La Roue', around));
  expect(await withdraw(pascale, { entryId: draft, version: 1, notice })).toMatchObject({ ok: false });
  await expect(withdraw(pascale, { entryId: 'personne', version: 1, notice })).rejects.toThrow(Missing);
  expect(await listLaureates()).toHaveLength(1);
  expect(await reader().publication.count()).toBe(7);
});

test.each(['source', 'edition', 'award', 'category'] as const)(
  'the %s of a live laureate stays; the laureate is named',
  async (kind) => {
    const outcome = await withdraw(pascale, { entryId: around[kind], version: 1, notice });
    expect(outcome).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('Le Fournil') }] });
  },
);

test('once the laureate is withdrawn, its theme can be', async () => {
  await withdraw(pascale, { entryId, version: 1, notice });
  expect(await withdraw(pascale, { entryId: around.category, version: 1, notice })).toMatchObject({ ok: true });
});

test('put back, it is the next version, with the words it had, though a newer draft exists', async () => {
  await draftedAgain(entryId, { ...laureate('Le Fournil', around), plain: 'Brouillon' });
  await withdraw(pascale, { entryId, version: 1, notice });
  for (const note of ['', 'trop long '.repeat(61)])
    expect(await putBack(pascale, { entryId, note })).toMatchObject({ ok: false, problems: [{ path: 'note' }] });
  expect(await putBack(pascale, { entryId, note: 'Accord retrouvé.' })).toMatchObject({
    ok: true,
    versions: [{ number: 2 }],
  });
  expect(await findLaureate('le-fournil')).toMatchObject({ plain: CANARY, version: { number: 2 } });
  expect((await sitePlan()).items.some((one) => one.kind === 'gone')).toBe(false);
  expect(await putBack(pascale, { entryId, note: 'Encore.' })).toMatchObject({ ok: false });
});

test('it is not put back without what it refers to', async () => {
  await withdraw(pascale, { entryId, version: 1, notice });
  await withdraw(pascale, { entryId: around.category, version: 1, notice });
  const outcome = await putBack(pascale, { entryId, note: 'Accord retrouvé.' });
  expect(outcome).toMatchObject({ ok: false, problems: [{ path: 'facts.category.value', label: 'Thème' }] });
});

test('a withdrawn slug stays its entry’s', async () => {
  await withdraw(pascale, { entryId, version: 1, notice });
  const again = await createEntry(camille, { kind: 'laureate', slug: 'le-fournil', content: laureate('x', around) });
  expect(again).toMatchObject({ ok: false, problems: [{ path: 'slug' }] });
});

test('renamed, the old address is a redirect in the plan, and is baked with the new one', async () => {
  const heard: unknown[] = [];
  onPublication((news) => heard.push(news));
  const done = await rename(pascale, { entryId, from: 'le-fournil', slug: 'fournil' });
  expect(done).toMatchObject({ ok: true, from: '/laureats/le-fournil', to: '/laureats/fournil', former: 'le-fournil' });
  expect(heard).toEqual([{ publication: 8, entryIds: [entryId] }]);
  const { items } = await sitePlan();
  expect(items).toContainEqual({ kind: 'redirect', path: '/laureats/le-fournil', to: '/laureats/fournil' });
  expect(items).toContainEqual(expect.objectContaining({ kind: 'page', path: '/laureats/fournil' }));
  const feeds = { path: '/laureats/le-fournil/flux.atom', to: '/laureats/fournil/flux.atom' };
  expect(items).toContainEqual({ kind: 'redirect', ...feeds });
  const first = await pagesOf([entryId]);
  expect(first).toEqual(expect.arrayContaining(['/laureats/fournil', '/laureats/le-fournil', ...Object.values(feeds)]));
  expect(first.filter((one) => !/^\/(laureats\/(le-)?fournil(\/.+)?|flux\.atom)$/.test(one))).toEqual([]);
  expect(await findLaureate('le-fournil')).toBeNull();
});

test('renamed twice, both old addresses lead to the present one; renamed back, the two change places', async () => {
  await rename(pascale, { entryId, from: 'le-fournil', slug: 'fournil' });
  await rename(pascale, { entryId, from: 'fournil', slug: 'pain' });
  const redirects = async () =>
    (await sitePlan()).items
      .flatMap((one) => (one.kind === 'redirect' ? [`${one.path} ${one.to}`] : []))
      .filter((one) => !/fournil\/|pain\//.test(one)) // The parts of a page move with it.
      .sort();
  expect(await redirects()).toEqual(['/laureats/fournil /laureats/pain', '/laureats/le-fournil /laureats/pain']);
  expect(await rename(pascale, { entryId, from: 'pain', slug: 'le-fournil' })).toMatchObject({ ok: true });
  expect(await redirects()).toEqual(['/laureats/fournil /laureats/le-fournil', '/laureats/pain /laureats/le-fournil']);
});

test('an address that is or was another’s, is badly written, stale or reserved is refused; Camille may not rename', async () => {
  const roue = await online('laureate', 'la-roue', laureate('La Roue', around));
  await rename(pascale, { entryId, from: 'le-fournil', slug: 'fournil' });
  const refused = { ok: false, problems: [{ path: 'slug', label: 'Adresse' }] };
  for (const slug of ['fournil', 'le-fournil', 'La Roue', '', 'la-roue'])
    expect(await rename(pascale, { entryId: roue, from: 'la-roue', slug })).toMatchObject(refused);
  expect(await rename(pascale, { entryId, from: 'le-fournil', slug: 'pain' })).toMatchObject(refused);
  expect(await rename(pascale, { entryId: around.edition, from: '2016', slug: '2017' })).toMatchObject(refused);
  const text = { position: 1, title: 'Titre', description: '', body: '' };
  expect(await createEntry(camille, { kind: 'page', slug: 'redaction', content: text })).toMatchObject(refused);
  await expect(rename(camille, { entryId, from: 'fournil', slug: 'pain' })).rejects.toThrow(Forbidden);
  await expect(rename(pascale, { entryId: 'personne', from: 'x', slug: 'y' })).rejects.toThrow(Missing);
});

test('a draft never online is renamed without a trace for the public', async () => {
  const draft = await written('laureate', 'la-roue', laureate('La Roue', around));
  expect(await rename(pascale, { entryId: draft, from: 'la-roue', slug: 'roue' })).toMatchObject({ ok: true });
  expect((await sitePlan()).items.some((one) => one.kind === 'redirect')).toBe(false);
  expect(await reader().publication.count()).toBe(7);
});
