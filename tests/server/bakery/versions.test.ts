import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { isBehind, readManifest } from '../../../server/bakery/manifest.ts';
import { type BakeReport, bakePages, bakeSite } from '../../../server/bakery/oven.ts';
import { pagesOf, sitePlan } from '../../../server/bakery/paths.ts';
import { reader } from '../../../server/database.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { rename } from '../../../server/editorial/renaming.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { putBack, withdraw } from '../../../server/editorial/withdrawal.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { findHistory, findVersion } from '../../../server/published/versions.ts';
import { findWithdrawn } from '../../../server/published/withdrawn.ts';
import { camille, furnishedStore, laureate, online, pascale, siteOnline, surroundings } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

/** All that a laureate stands among, the site’s own entry included. */
async function furnished() {
  const among = await surroundings();
  await siteOnline(among.edition);
  return among;
}

let close: () => Promise<void>;
let site: FakeSite;
let around: Awaited<ReturnType<typeof surroundings>>;
let entryId: string;
const first = '/laureats/le-fournil/versions/1';
const sheet = '<link rel="stylesheet" href="/_next/static/chunks/site.css"/>';

/** A little application over the real window; `furniture` stands for all that changes around the words. */
let furniture = 'un';
async function render(asked: string) {
  if (asked.endsWith('~')) return answer(page('Introuvable'), 'text/html; charset=utf-8', 404);
  if (/\.\w+$|^\/partage/.test(asked)) return answer('texte', 'text/plain');
  site.asked.push(asked);
  const gone = asked.startsWith('/retire/') ? await findWithdrawn(asked.slice('/retire'.length)) : null;
  const [, slug = '', number] = /^\/laureats\/([^/]+)(?:\/versions\/(\d+))?$/.exec(asked) ?? [];
  const past = number === undefined ? null : await findVersion(slug, Number(number));
  const words = gone?.notice ?? past?.profile.plain ?? (await findLaureate(slug))?.plain ?? '';
  return answer(page(asked, `<p>${words}</p><footer>${furniture}</footer>`, sheet));
}

beforeEach(async () => {
  ({ close, around } = await furnishedStore(furnished));
  entryId = await online('laureate', 'le-fournil', { ...laureate('Le Fournil', around), plain: 'Les mots d’abord.' });
  site = await fakeSite();
  site.settings.render = render;
  furniture = 'un';
  await whole();
});
afterEach(async () => {
  vi.useRealTimers();
  await site.remove();
  await close();
});

async function whole(): Promise<BakeReport> {
  const report = await bakeSite(site.settings, await sitePlan());
  if (!report.ok) throw new Error(report.message);
  return report;
}
const current = () => path.join(site.settings.siteDir, 'current');
const entries = async () => (await readManifest(current()))?.entries;
const hash = async (address: string) => {
  const bytes = await readFile(path.join(current(), `public${address}.html`));
  return createHash('sha256').update(bytes).digest('hex');
};

async function correct(plain: string, note = 'Relecture.', minor = false): Promise<void> {
  const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
  const saved = await saveDraft(camille, { entryId, from: last.number, content: { ...Object(last.content), plain } });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  const published = await publish(pascale, [{ entryId, revision: saved.number }], { note, minor });
  expect(published).toMatchObject({ ok: true });
}

test('the file of a version is the same after ten later publications, a rename, new code and a lost site', async () => {
  const before = await hash(first);
  for (let turn = 1; turn <= 10; turn += 1) {
    furniture = `tour ${turn}`;
    await correct(`Les mots, tour ${turn}.`);
    await bakePages(site.settings, await sitePlan(), await pagesOf([entryId]));
    if (turn % 5 === 0) expect((await whole()).failed).toEqual([]);
  }
  await rename(pascale, { entryId, from: 'le-fournil', slug: 'fournil' });
  site.settings.codeBuild = 'code-2';
  await writeFile(path.join(site.settings.staticDir, 'chunks/site.css'), 'h1{color:red}');
  await whole();
  expect(await hash(first)).toBe(before);
  await rm(site.settings.siteDir, { recursive: true });
  await rm(path.join(site.settings.staticDir, 'media/font.woff2'));
  await rm(path.join(site.settings.staticDir, 'chunks/site.css'));
  site.asked.length = 0;
  await whole();
  expect(await hash(first)).toBe(before);
  expect(site.asked.filter((one) => one.includes('/versions/'))).toEqual([]);
  const made = await entries();
  expect(made?.get('/_next/static/media/font.woff2')).toMatchObject({ status: 200 });
  expect(made?.get('/laureats/fournil/versions/1')).toMatchObject({ status: 301, location: first });
  expect(made?.get('/laureats/le-fournil')).toMatchObject({ status: 301, location: '/laureats/fournil' });
  const moved = { status: 301, location: '/laureats/fournil/historique' };
  expect(made?.get('/laureats/le-fournil/historique')).toMatchObject(moved);
  await correct('Après le changement d’adresse.');
  await whole();
  expect((await entries())?.get('/laureats/fournil/versions/12')).toMatchObject({ status: 200 });
  expect((await findLaureate('fournil'))?.permanentPath).toBe('/laureats/fournil/versions/12');
}, 60_000);

test('a version page says its own words, links its style sheet and is never rendered twice', async () => {
  await correct('Les mots ensuite.');
  site.asked.length = 0;
  await whole();
  expect(site.asked).toContain('/laureats/le-fournil/versions/2');
  expect(site.asked).not.toContain(first);
  const html = await site.read(`public${first}.html`);
  expect(html).toContain('Les mots d’abord.');
  expect(html).toContain('<link rel="stylesheet" href="/_next/static/chunks/site.css">');
  expect(await site.read('public/laureats/le-fournil.html')).toContain('Les mots ensuite.');
});

test('withdrawn: every version and the history answer 410 without a word; put back, the same bytes return', async () => {
  const before = await hash(first);
  await withdraw(pascale, { entryId, version: 1, notice: 'Retirée à sa demande.' });
  await bakePages(site.settings, await sitePlan(), await pagesOf([entryId]));
  for (const again of [false, true]) {
    if (again) await whole();
    for (const address of [first, '/laureats/le-fournil/historique']) {
      expect((await entries())?.get(address)).toMatchObject({ status: 410 });
      const gone = await site.read(`gone${address}.html`);
      expect(gone).toContain('Retirée à sa demande.');
      expect(gone).not.toContain('Les mots d’abord.');
    }
  }
  expect(await findVersion('le-fournil', 1)).toBeNull();
  expect(await findHistory('le-fournil')).toBeNull();
  await putBack(pascale, { entryId, note: 'De retour.' });
  await bakePages(site.settings, await sitePlan(), await pagesOf([entryId]));
  expect(await hash(first)).toBe(before);
  const [back, never] = (await findHistory('le-fournil'))?.lines ?? [];
  expect(back).toMatchObject({ number: 2, back: true, fromPrevious: [], absence: { notice: 'Retirée à sa demande.' } });
  expect(back?.absence?.from.getTime()).toBeLessThanOrEqual(back?.publishedAt.getTime() ?? 0);
  expect(never?.absence).toBeNull();
});

test('a damaged kept file is a fault; its address keeps the bytes it has, and never gets others', async () => {
  const before = await hash(first);
  const kept = path.join(site.folder, 'versions/pages', `${first}.html`);
  await writeFile(kept, (await readFile(kept, 'utf8')).replace('mots', 'maux'));
  const fault = expect.stringContaining('abîmée');
  expect((await whole()).failed).toEqual([{ path: first, fault, kept: true }]);
  expect(await hash(first)).toBe(before);
  await rm(site.settings.siteDir, { recursive: true });
  expect((await whole()).failed).toEqual([{ path: first, fault, kept: false }]);
  expect((await entries())?.get(first)).toBeUndefined();
});

test('a kept file that was lost is kept again from the site', async () => {
  const before = await hash(first);
  await rm(path.join(site.folder, 'versions'), { recursive: true });
  expect((await whole()).failed).toEqual([]);
  await rm(site.settings.siteDir, { recursive: true });
  furniture = 'autre';
  await whole();
  expect(await hash(first)).toBe(before);
});

test('the history tells each version, what changed from the one before and to the current, and how many came after', async () => {
  await correct('Les mots ensuite.', 'Plus juste.');
  await correct('Les mots enfin.', '', true);
  const [third, second, one] = (await findHistory('le-fournil'))?.lines ?? [];
  expect(third).toMatchObject({ number: 3, minor: true, later: 0, toCurrent: null });
  expect(second).toMatchObject({ number: 2, note: 'Plus juste.', later: 1 });
  expect(second?.fromPrevious).toMatchObject([{ label: 'En clair' }]);
  expect(one).toMatchObject({ later: 2, fromPrevious: null, path: first });
  expect(one?.toCurrent?.[0]?.parts).toContainEqual({ kind: 'added', text: expect.stringContaining('enfin') });
});

test('a correction is announced for thirty days, then the site is behind until it is baked again; a minor one is not', async () => {
  await correct('Les mots ensuite.', 'Plus juste.');
  await correct('Les mots enfin.', 'Une virgule.', true);
  await whole();
  expect((await findLaureate('le-fournil'))?.corrections).toMatchObject([{ version: 2, note: 'Plus juste.' }]);
  const behind = async () => {
    const manifest = await readManifest(current());
    return isBehind(manifest, manifest?.publicationNumber ?? 0, site.settings.fingerprint);
  };
  expect(await behind()).toBe(false);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 24 * 3600 * 1000 });
  expect(await behind()).toBe(true);
  expect((await findLaureate('le-fournil'))?.corrections).toEqual([]);
  await whole();
  expect(await behind()).toBe(false);
});
