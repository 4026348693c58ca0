/** What is withdrawn while no new site can be made, as whoever serves the folder finds it: nginx, say. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDamaged } from '../../../server/bakery/damage.ts';
import { keptDirOf } from '../../../server/bakery/kitchen.ts';
import type { BakeItem, BakePlan } from '../../../server/bakery/plan.ts';
import { BakeQueue } from '../../../server/bakery/queue.ts';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

const own = '/laureats/biocycle';
const stays: BakeItem[] = [
  { kind: 'page', path: '/' },
  { kind: 'page', path: '/laureats' },
];
const goes: BakeItem[] = [
  { kind: 'page', path: own },
  { kind: 'page', path: `${own}/carte`, framable: true },
  { kind: 'file', path: `${own}/fiche.json` },
  { kind: 'file', path: `${own}/partage.png` },
  { kind: 'page', path: `${own}/versions/1`, sheet: 'linked', once: true, key: 'v1' },
];
const holds = [{ name: 'fiche.json', path: `${own}/fiche.json` }];
const archive: Extract<BakeItem, { kind: 'archive' }> = {
  kind: 'archive',
  path: '/presse/2016.zip',
  folder: '2016',
  at: new Date('2016-11-25'),
  holds,
};
const gone = goes.map(({ path: one }): BakeItem => ({ kind: 'gone', path: one }));

let site: FakeSite;
let queue: BakeQueue;
let plan: BakePlan;
let withheld: string[];
let full: boolean;

beforeEach(async () => {
  site = await fakeSite();
  [full, withheld] = [false, []];
  for (const { path: one } of [...stays, ...goes])
    site.pages.set(one, answer(page(one, '<p>Des biodéchets au compost. </p>'.repeat(60))));
  site.pages.set(`${own}/fiche.json`, answer(JSON.stringify('biodéchets '.repeat(300)), 'application/json'));
  site.pages.set(`${own}/partage.png`, answer(Buffer.from([1, 2, 3]), 'image/png'));
  plan = site.plan([...stays, ...goes, archive]);
  const { render } = site.settings;
  const noRoom = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));
  queue = new BakeQueue({
    ...site.settings,
    render: (one) => (full ? noRoom() : render(one)),
    plan: async () => plan,
    onBuild: () => undefined,
    onWithheld: (paths) => void withheld.push(...paths),
  });
  expect(await queue.bakeWhole()).toMatchObject({ ok: true, failed: [] });
  await queue.idle();
});
afterEach(async () => {
  await queue.idle();
  await site.remove();
});

/** Every file under a folder, and what is in it. */
async function filesIn(folder: string): Promise<Map<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = found.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const read = await Promise.all(names.map((one) => readFile(one, 'base64')));
  return new Map(names.map((one, at) => [path.relative(folder, one), read[at] ?? '']));
}
const current = () => path.join(site.settings.siteDir, 'current');
const served = () => filesIn(path.join(current(), 'public'));
const isWithdrawn = (file: string) => /^laureats\/biocycle|^presse\//.test(file);

/** Withdraws the laureate on a full disk. @returns what was served before */
async function withdrawWithoutRoom() {
  const before = await served();
  full = true;
  plan = site.plan([...stays, ...gone, { ...archive, holds: [] }], 2);
  expect(await queue.bakeEdited(goes.map(({ path: one }) => one))).toMatchObject({ ok: false });
  await queue.idle();
  return before;
}

const mend = () => {
  full = false;
  return queue.bakeWhole();
};

test('is in no file that is served, compressed or not; everything else is, as it was', async () => {
  const kept = await filesIn(keptDirOf(site.settings.siteDir));
  expect(kept.size).toBeGreaterThan(1);
  const before = await withdrawWithoutRoom();
  const names = [...before.keys()].filter(isWithdrawn);
  for (const one of ['laureats/biocycle.html', 'laureats/biocycle.html.br', 'laureats/biocycle/fiche.json.gz'])
    expect(names).toContain(one);
  for (const one of ['laureats/biocycle/carte.html', 'laureats/biocycle/partage.png', 'presse/2016.zip'])
    expect(names).toContain(one);
  const after = await served();
  expect([...after.keys()].filter(isWithdrawn)).toEqual([]);
  expect(after).toEqual(new Map([...before].filter(([name]) => !isWithdrawn(name))));
  expect(withheld.toSorted()).toEqual([...goes, archive].map(({ path: one }) => one).toSorted());
  // What was kept for ever is another file: it stays.
  expect(await filesIn(keptDirOf(site.settings.siteDir))).toEqual(kept);
});

test.each([
  ['and its manifest says so', false],
  ['though its manifest could not be written', true],
])('does not come back with a quick bake of another page, %s', async (_, without) => {
  if (without) await mkdir(path.join(current(), 'manifest.json.next', 'in-the-way'), { recursive: true });
  await withdrawWithoutRoom();
  const text = await readFile(path.join(current(), 'manifest.json'), 'utf8');
  expect(text.includes(own)).toBe(without);
  full = false;
  site.pages.set('/', answer(page('Autres mots')));
  plan = { publicationNumber: 2, items: stays, partial: true };
  expect(await queue.bakeEdited(['/'])).toMatchObject({ ok: true, kind: 'pages' });
  expect(await site.read('public/index.html')).toContain('Autres mots');
  expect([...(await served()).keys()].filter(isWithdrawn)).toEqual([]);
});

test('answers 410 with the next good bake, which is whole; put back, it is what it was', async () => {
  const before = await withdrawWithoutRoom();
  expect(await mend()).toMatchObject({ ok: true });
  const build = await currentBuild(site.settings.siteDir);
  expect(build?.manifest.entries.get(own)).toMatchObject({ status: 410 });
  expect(build && (await removeDamaged(build))).toEqual([]);
  site.pages.set(`${own}/versions/1`, answer(page('Autre code')));
  plan = site.plan([...stays, ...goes, archive], 3);
  expect(await mend()).toMatchObject({ ok: true, failed: [] });
  expect(await served()).toEqual(before);
  const again = await currentBuild(site.settings.siteDir);
  expect(again && (await removeDamaged(again))).toEqual([]);
});
