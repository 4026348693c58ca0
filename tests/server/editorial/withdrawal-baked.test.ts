import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { readManifest } from '../../../server/bakery/manifest.ts';
import { bakePages, bakeSite } from '../../../server/bakery/oven.ts';
import { pagesOf, sitePlan } from '../../../server/bakery/paths.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { findWithdrawn } from '../../../server/published/withdrawn.ts';
import { furnishedStore, laureate, online, pascale, siteOnline, surroundings } from '../../cast.ts';
import { longTest } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from '../bakery/fake-site.ts';

const CANARY = 'zibeline-canari';
let close: () => Promise<void>;
let site: FakeSite;
let entryId: string;

/** A little application over the real window. */
async function render(asked: string) {
  if (asked.endsWith('~')) return answer(page('Introuvable'), 'text/html; charset=utf-8', 404);
  if (/\.\w+$|^\/partage/.test(asked)) return answer('texte', 'text/plain');
  const gone = asked.startsWith('/retire/') ? await findWithdrawn(asked.slice('/retire'.length)) : null;
  const found = asked.startsWith('/laureats/') ? await findLaureate(asked.slice('/laureats/'.length)) : null;
  return answer(page(asked, `<p>${gone?.notice ?? found?.plain ?? ''}</p>`));
}

beforeEach(async () => {
  const store = await furnishedStore(surroundings);
  const { around } = store;
  close = store.close;
  await siteOnline(around.edition);
  entryId = await online('laureate', 'le-fournil', { ...laureate('Le Fournil', around), plain: CANARY });
  site = await fakeSite();
  site.settings.render = render;
  expect(await bakeSite(site.settings, await sitePlan())).toMatchObject({ ok: true, failed: [] });
});
afterEach(async () => {
  await site.remove();
  await close();
});

const current = () => path.join(site.settings.siteDir, 'current');

async function baked(): Promise<string> {
  const files = await readdir(current(), { recursive: true, withFileTypes: true });
  const text = files.filter((one) => one.isFile() && /\.(html|txt|xml|json)$/.test(one.name));
  return (await Promise.all(text.map((one) => readFile(path.join(one.parentPath, one.name), 'utf8')))).join('\n');
}

longTest(
  'the quick bake that follows a withdrawal answers 410 with the notice, and no byte of the words is left',
  async () => {
    expect(await baked()).toContain(CANARY);
    await withdraw(pascale, { entryId, version: 1, notice: 'Retirée à sa demande.' });
    await bakePages(site.settings, await sitePlan(), await pagesOf([entryId]));
    const entry = (await readManifest(current()))?.entries.get('/laureats/le-fournil');
    expect(entry).toMatchObject({ status: 410 });
    expect(await baked()).toContain('Retirée à sa demande.');
    expect(await baked()).not.toContain(CANARY);
  },
);

longTest('the quick bake that follows a renaming has the page at the new address and a 301 at the old', async () => {
  await rename(pascale, { entryId, from: 'le-fournil', slug: 'fournil' });
  await bakePages(site.settings, await sitePlan(), await pagesOf([entryId]));
  const entries = (await readManifest(current()))?.entries;
  expect(entries?.get('/laureats/fournil')).toMatchObject({ status: 200 });
  expect(entries?.get('/laureats/le-fournil')).toMatchObject({ status: 301, location: '/laureats/fournil' });
});
