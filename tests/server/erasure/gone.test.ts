import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { pagesOf, sitePlan } from '../../../server/bakery/paths.ts';
import { BakeQueue } from '../../../server/bakery/queue.ts';
import { RenderRefused } from '../../../server/bakery/render.ts';
import { reader, write } from '../../../server/database.ts';
import { publish } from '../../../server/editorial/publication.ts';
import { saveDraft } from '../../../server/editorial/revisions.ts';
import { withdraw } from '../../../server/editorial/withdrawal.ts';
import { erase, lookFor } from '../../../server/erasure/erasing.ts';
import { finishErasures } from '../../../server/erasure/finishing.ts';
import { findLaureate } from '../../../server/published/laureates.ts';
import { findHistory, findVersion } from '../../../server/published/versions.ts';
import type { Actor } from '../../../server/staff/actor.ts';
import { aminata, camille, furnishedStore, laureate, online, pascale, siteOnline, surroundings } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from '../bakery/fake-site.ts';
import { filesHolding } from './every-byte.ts';

const NAME = 'Jeanne Valadon';
const reason = 'À la demande d’une personne que le texte nommait.';
const first = '/laureats/le-fournil/versions/1';
const other = '/laureats/la-roue/versions/1';

let folder: string;
let close: () => Promise<void>;
let site: FakeSite;
let queue: BakeQueue;
let entryId: string;
let broken = '';
let furniture = 'un';

/** A little application over the real window: pages, versions, histories, and one file that goes into the archive. */
async function render(asked: string) {
  if (asked === broken) throw new RenderRefused('le rendu s’arrête');
  if (asked.endsWith('~')) return answer(page('Introuvable'), 'text/html; charset=utf-8', 404);
  const [, slug = '', part = '', number] = /^\/laureats\/([^/]+)\/?(\w+)?(?:\/(\d+))?/.exec(asked) ?? [];
  const live = slug ? await findLaureate(slug) : null;
  if (/\.\w+$|^\/partage/.test(asked)) return answer(`texte ${live?.plain ?? ''} ${'long '.repeat(300)}`, 'text/plain');
  const past = part === 'versions' ? await findVersion(slug, Number(number)) : null;
  const history = part === 'historique' ? JSON.stringify(await findHistory(slug)).replace(/[<&"]/g, ' ') : '';
  const words = past ? `${past.profile.plain} ${past.erasures.map((one) => one.reason).join()}` : (live?.plain ?? '');
  return answer(page('Page', `<p>${words}${history}</p><footer>${furniture} ${'pied '.repeat(300)}</footer>`));
}

async function furnished() {
  const among = await surroundings();
  await siteOnline(among.edition);
  return among;
}

beforeEach(async () => {
  const store = await furnishedStore(furnished);
  ({ folder, close } = store);
  broken = '';
  furniture = 'un';
  const named = { ...laureate('Le Fournil', store.around), plain: `Fondé par ${NAME}.` };
  entryId = await online('laureate', 'le-fournil', named);
  await online('laureate', 'la-roue', { ...named, ...laureate('La Roue', store.around), position: 2 });
  site = await fakeSite();
  Object.assign(site.settings, { render, siteDir: path.join(folder, 'site') });
  const shown = { onBuild: () => undefined, onWithheld: () => undefined };
  queue = new BakeQueue({ ...site.settings, plan: sitePlan, ...shown });
  expect(await queue.bakeWhole()).toMatchObject({ ok: true, failed: [] });
});
afterEach(async () => {
  await queue.idle();
  await site.remove();
  await close();
});

const holding = (words: string) => filesHolding(folder, words);

async function correct(plain: string): Promise<void> {
  const last = await reader().revision.findFirstOrThrow({ where: { entryId }, orderBy: { number: 'desc' } });
  const saved = await saveDraft(camille, { entryId, from: last.number, content: { ...Object(last.content), plain } });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  await publish(pascale, [{ entryId, revision: saved.number }], { note: 'Relecture.' });
  await queue.bakeEdited(await pagesOf([entryId]));
  await queue.bakeWhole();
  await queue.idle();
}

async function eraseName(): Promise<void> {
  const who = { ...aminata, provenAt: new Date() } as Actor;
  const looked = await lookFor(who, { words: NAME });
  const seal = looked.ok ? looked.listing.seal : '';
  expect(await erase(who, { words: NAME, reason, seal })).toMatchObject({ ok: true });
}
const versionFile = (address: string) => readFile(path.join(folder, 'site/current', `public${address}.html`), 'utf8');
const finishedAt = async () => (await reader().erasure.findFirstOrThrow()).finishedAt;

test('no byte of the data folder holds the words afterwards: store, log, builds old and new, archive, kept versions', async () => {
  await correct('Fondé en 2014.');
  const before = await holding(NAME);
  for (const kind of [
    /palmares\.db(-wal)?$/,
    /versions\/pages\/.*\.html$/,
    /site\/.*historique\.html$/,
    /\.br$/,
    /\.gz$/,
  ])
    expect(
      before.filter((name) => kind.test(name)),
      String(kind),
    ).not.toEqual([]);
  const untouched = await versionFile(other);
  furniture = 'deux';
  await eraseName();
  expect(await finishErasures(queue)).toEqual({ ok: true });
  expect(await holding(NAME)).toEqual([]);
  expect(await versionFile(first)).toContain(`Fondé par [effacé]. ${reason}`);
  expect(await versionFile(other)).toBe(untouched);
  expect(await finishedAt()).toBeInstanceOf(Date);
  const builds = (await readdir(path.join(folder, 'site'))).filter((name) => name !== 'current');
  expect(builds).toHaveLength(2); // The one online, and the folder laid out for the next.
});

test('words in the archive go with it', async () => {
  expect((await holding(NAME)).filter((name) => name.endsWith('.zip'))).not.toEqual([]);
  await eraseName();
  await finishErasures(queue);
  expect(await holding(NAME)).toEqual([]);
});

test('the page of a version changes once by an erasure, and is immutable again', async () => {
  const before = await versionFile(first);
  await eraseName();
  await finishErasures(queue);
  const after = await versionFile(first);
  expect(after).not.toBe(before);
  furniture = 'trois';
  await correct('Fondé en 2015.');
  expect(await finishErasures(queue)).toEqual({ ok: true });
  expect(await versionFile(first)).toBe(after);
});

test('the versions of a withdrawn laureate go from what is kept, though nothing bakes them again', async () => {
  await withdraw(pascale, { entryId, version: 1, notice: 'Retirée.' });
  await queue.bakeWhole();
  expect((await holding(NAME)).filter((name) => name.startsWith('versions/'))).not.toEqual([]);
  await eraseName();
  await finishErasures(queue);
  expect(await holding(NAME)).toEqual([]);
});

test('what was deleted before, and a half kept file, go too', async () => {
  await write((tx) => tx.throttle.create({ data: { key: `account:${NAME}`, failures: 1, lastAt: new Date() } }));
  const long = 'x'.repeat(3000); // Enough for the log to go into the file, which grows.
  const many = Array.from({ length: 2000 }, (_, at) => ({
    key: `${NAME} ${at} ${long}`,
    failures: 1,
    lastAt: new Date(),
  }));
  await write((tx) => tx.throttle.createMany({ data: many }));
  await write((tx) => tx.throttle.deleteMany());
  const half = path.join(folder, 'versions/pages/laureats/le-fournil/versions/1.html.ab12.new');
  await writeFile(half, NAME);
  await utimes(half, 1, 1);
  await eraseName();
  // The file is shorter afterwards, and still written to.
  expect(await finishErasures(queue)).toEqual({ ok: true });
  expect(await holding(NAME)).toEqual([]);
});

test('a page that cannot be made anew keeps the erasure unfinished, by name, until it can', async () => {
  await eraseName();
  broken = '/laureats/le-fournil';
  expect(await finishErasures(queue)).toMatchObject({ ok: false, sentence: expect.stringContaining(broken) });
  expect(await finishedAt()).toBeNull();
  broken = '';
  expect(await finishErasures(queue)).toEqual({ ok: true });
  expect(await holding(NAME)).toEqual([]);
});

test('a version that cannot be made anew is not served as it was', async () => {
  await eraseName();
  broken = first;
  await finishErasures(queue);
  await expect(versionFile(first)).rejects.toThrow();
  expect(await holding(NAME)).toEqual([]);
});

test('where nothing is served, the store is cleaned and the rest is said to wait', async () => {
  await eraseName();
  expect(await finishErasures(undefined)).toMatchObject({ ok: false, sentence: expect.stringContaining('npm start') });
  expect((await holding(NAME)).filter((name) => name.startsWith('palmares'))).toEqual([]);
  expect(await finishedAt()).toBeNull();
});
