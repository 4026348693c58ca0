/** Archives of baked files, opened with another program than the one that makes them when the machine has it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BakeReport, type BakeResult, bakePages, bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

const png = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251));
const fiche = (slug: string): BakeItem => ({ kind: 'file', path: `/laureats/${slug}/fiche.txt` });
const picture: BakeItem = { kind: 'file', path: '/laureats/biocycle/partage.png' };
const press: BakeItem = { kind: 'page', path: '/presse', about: ['/presse/palmares.zip'] };
const archive = (...slugs: string[]): BakeItem => ({
  ...{ kind: 'archive', path: '/presse/palmares.zip', folder: 'palmares', at: new Date('2026-11-23T22:30:00Z') },
  holds: [
    ...slugs.map((slug) => ({ name: `fiches/${slug}.txt`, path: `/laureats/${slug}/fiche.txt` })),
    { name: 'images/biocycle.png', path: '/laureats/biocycle/partage.png' },
  ],
});
const both = [press, archive('biocycle', 'minima'), fiche('biocycle'), fiche('minima'), picture];

let site: FakeSite;
beforeEach(async () => {
  site = await fakeSite();
  site.pages.set('/laureats/biocycle/fiche.txt', answer('Biocycle. '.repeat(200), 'text/plain; charset=utf-8'));
  site.pages.set('/laureats/minima/fiche.txt', answer('Minima, en secret. '.repeat(9), 'text/plain; charset=utf-8'));
  site.pages.set('/laureats/biocycle/partage.png', answer(png, 'image/png'));
  site.pages.set('/presse', answer(page('Presse')));
  // The press page says what it was told.
  const { render } = site.settings;
  site.settings.render = async (asked) => {
    if (!asked.startsWith('/presse?')) return render(asked);
    site.asked.push(asked);
    return answer(page('Presse', `<p>${asked.replaceAll('&', '&amp;')}</p>`));
  };
});
afterEach(() => site.remove());

function done(result: BakeResult): BakeReport {
  if (!result.ok) throw new Error(result.message);
  return result;
}
const bake = async (items: BakeItem[], number = 1) => done(await bakeSite(site.settings, site.plan(items, number)));
const online = (file: string) => path.join(site.settings.siteDir, 'current/public', file);
const zip = () => readFile(online('presse/palmares.zip'));
const entry = async (address: string) => (await currentBuild(site.settings.siteDir))?.manifest.entries.get(address);

describe('an archive', () => {
  test('holds the bytes of its addresses and a manifest whose hashes are true', async () => {
    await bake(both);
    const files = unzipSync(await zip());
    const names = ['fiches/biocycle.txt', 'fiches/minima.txt', 'images/biocycle.png'];
    expect(Object.keys(files)).toEqual(['MANIFESTE.txt', ...names].map((name) => `palmares/${name}`));
    expect(Buffer.from(files['palmares/images/biocycle.png'] ?? [])).toEqual(png);
    const lines = Buffer.from(files['palmares/MANIFESTE.txt'] ?? [])
      .toString('utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toEqual(
      names.map((name) => {
        const bytes = files[`palmares/${name}`] ?? new Uint8Array();
        return `${createHash('sha256').update(bytes).digest('hex')}  ${name}`;
      }),
    );
    expect(await entry('/presse/palmares.zip')).toMatchObject({ status: 200, type: 'application/zip' });
  });

  test('is sound for another program', async ({ skip }) => {
    await bake(both);
    const checked = spawnSync('unzip', ['-t', online('presse/palmares.zip')], { encoding: 'utf8' });
    if (checked.error) skip('unzip is not installed');
    expect(checked.stdout).toContain('No errors detected');
  });

  test('comes before the page about it, which is told its true size', async () => {
    await bake(both);
    const { size } = await stat(online('presse/palmares.zip'));
    expect(await site.read('public/presse.html')).toContain(`archive=/presse/palmares.zip:${size}:4<`);
  });

  test('of the same files and date is carried over; made again, it has the same bytes', async () => {
    await bake(both);
    const before = await zip();
    const { ino } = await stat(online('presse/palmares.zip'));
    expect((await bake(both, 2)).written).toBe(0);
    expect((await stat(online('presse/palmares.zip'))).ino).toBe(ino);
    await site.remove();
    await bake(both);
    expect(await zip()).toEqual(before);
  });

  test('is dated as UTC reads the clock, whatever the zone of the machine (APPNOTE 4.4.6)', async () => {
    await bake(both);
    const bytes = await zip();
    expect(bytes.readUInt16LE(10)).toBe((22 << 11) | (30 << 5));
    expect(bytes.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (11 << 5) | 23);
  });

  test('whose file failed for ever lacks it; without any file it is absent and named', async () => {
    site.pages.delete('/laureats/minima/fiche.txt');
    const report = await bake(both);
    expect(report.failed.map(({ path: at }) => at)).toEqual(['/laureats/minima/fiche.txt']);
    expect(Object.keys(unzipSync(await zip()))).not.toContain('palmares/fiches/minima.txt');
    site.pages.clear();
    await site.remove();
    const failed = (await bake(both)).failed.map(({ path: at }) => at);
    expect(failed).toContain('/presse/palmares.zip');
    expect(await entry('/presse/palmares.zip')).toBeUndefined();
  });
});

describe('what is withdrawn', () => {
  const gone: BakeItem[] = [{ kind: 'gone', path: '/laureats/minima/fiche.txt' }];
  const without = [press, archive('biocycle'), fiche('biocycle'), picture, ...gone];
  const secret = async () => Object.keys(unzipSync(await zip())).includes('palmares/fiches/minima.txt');

  test('leaves the archive with the first quick bake, and the page tells its new size', async () => {
    await bake(both);
    expect(await secret()).toBe(true);
    done(await bakePages(site.settings, site.plan(without, 2), ['/laureats/minima/fiche.txt']));
    expect(await secret()).toBe(false);
    const { size } = await stat(online('presse/palmares.zip'));
    expect(await site.read('public/presse.html')).toContain(`:${size}:3<`);
  });

  test('takes the archive with it when the bake fails', async () => {
    await bake(both);
    const render = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));
    const result = await bakeSite({ ...site.settings, render }, site.plan(without, 2));
    expect(result).toMatchObject({ ok: false, withdrawn: ['/laureats/minima/fiche.txt', '/presse/palmares.zip'] });
  });

  test('an ordinary edit leaves the archive to the whole bake', async () => {
    await bake(both);
    site.asked.length = 0;
    done(await bakePages(site.settings, site.plan(both, 2), ['/laureats/minima/fiche.txt']));
    expect(site.asked).toEqual(['/laureats/minima/fiche.txt']);
  });
});
