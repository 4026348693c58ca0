/** The folder of the next build, laid out beforehand. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDamaged } from '../../../server/bakery/damage.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { BakeQueue } from '../../../server/bakery/queue.ts';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

const items = Array.from({ length: 12 }, (_, index): BakeItem => ({ kind: 'page', path: `/p${index}` }));

let site: FakeSite;
let queue: BakeQueue;
let listed: BakeItem[];

beforeEach(async () => {
  site = await fakeSite();
  listed = items;
  for (const item of items) site.pages.set(item.path, answer(page(item.path)));
  const nothing = () => undefined;
  queue = new BakeQueue({
    ...site.settings,
    ...{ plan: async () => site.plan(listed), onBuild: nothing, onWithheld: nothing },
  });
});
afterEach(async () => {
  await queue.idle();
  await site.remove();
});

const online = () => currentBuild(site.settings.siteDir);

async function filesOnline(): Promise<string[]> {
  const found = await readdir(path.join(site.settings.siteDir, 'current'), { recursive: true });
  return found.map(String).sort();
}

/** The folders that are neither online nor replaced. */
const laid = async () => {
  const present = await online();
  return (await site.builds()).filter((name) => name !== present?.name && name !== present?.manifest.replaced);
};

test('becomes the build of the next edit, whole, and leaves the build before as it was', async () => {
  await queue.bakeWhole();
  await queue.idle();
  const [spare, ...others] = await laid();
  expect(others).toEqual([]);
  const before = { build: await online(), files: await filesOnline() };
  site.pages.set('/p1', answer(page('Autres mots')));
  expect(await queue.bakeEdited(['/p1'])).toMatchObject({ ok: true, build: spare, written: 1 });
  expect(await site.read('public/p1.html')).toContain('Autres mots');
  expect(await filesOnline()).toEqual(before.files);
  for (const build of [before.build, await online()]) expect(build && (await removeDamaged(build))).toEqual([]);
});

test('loses what an edit withdraws', async () => {
  await queue.bakeWhole();
  await queue.idle();
  const [spare] = await laid();
  listed = [{ kind: 'gone', path: '/p1' }, ...items.slice(2)];
  expect(await queue.bakeEdited(['/p1'])).toMatchObject({ ok: true, build: spare });
  expect((await filesOnline()).filter((file) => file.startsWith('public/p1.'))).toEqual([]);
});

test('is not used over another build than its own, nor kept by an erasure', async () => {
  await queue.bakeWhole();
  await queue.idle();
  const [old] = await laid();
  expect(await queue.bakeAlone(async () => undefined)).toMatchObject({ ok: true });
  await queue.idle();
  expect(await site.builds()).not.toContain(old);
  const [spare] = await laid();
  expect(await queue.bakeEdited(['/p1'])).toMatchObject({ ok: true, build: spare });
});
