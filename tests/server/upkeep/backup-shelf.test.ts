import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { listBackups, nameOf, pruneBackups } from '../../../server/upkeep/shelf.ts';
import { longTest as test } from '../../effort.ts';
import { eachWithADataFolder, folder } from './data-folder.ts';

eachWithADataFolder();

describe('the folder of backups', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 10, number, 3));
  const fill = async (...made: [number, boolean][]) => {
    await mkdir(folder, { recursive: true });
    for (const [number, automatic] of made) await writeFile(path.join(folder, nameOf(day(number), automatic)), 'x');
  };
  const left = async () =>
    (await listBackups(folder)).map((one) => `${one.madeAt.getUTCDate()}${one.automatic ? '' : ' by hand'}`);

  test('keeps the latest automatic ones; those made by hand push none out, and go with the oldest', async () => {
    await fill([1, true], [2, false], [3, true], [4, false], [5, true], [6, false], [7, false]);
    expect(await pruneBackups(folder, { keep: 5 })).toEqual([]);
    expect((await pruneBackups(folder, { keep: 2 })).length).toBe(2);
    expect(await left()).toEqual(['7 by hand', '6 by hand', '5', '4 by hand', '3']);
  });

  test('loses every one made before a moment, when words were erased then', async () => {
    await fill([1, true], [2, false], [3, true]);
    await pruneBackups(folder, { madeBefore: day(3) });
    expect(await left()).toEqual(['3']);
  });

  test('counts one of a date to come as the oldest: in nobody’s way, and gone with what may hold erased words', async () => {
    const future: [number, boolean] = [400 * 365, true];
    await fill([1, true], [2, true], future, [3, false]);
    expect((await listBackups(folder)).map((one) => one.misdated)).toEqual([false, false, false, true]);
    expect((await pruneBackups(folder, { keep: 3 })).length).toBe(0);
    expect((await pruneBackups(folder, { keep: 2 })).length).toBe(1);
    expect(await left()).toEqual(['3 by hand', '2', '1']);
    await fill(future);
    await pruneBackups(folder, { madeBefore: day(2) });
    expect(await left()).toEqual(['3 by hand', '2']);
  });

  test('is swept of what a killed process left, and of nothing else', async () => {
    await fill([1, true]);
    const old = new Date(Date.now() - 2 * 3600_000);
    for (const name of ['.unfinished-abc', `${nameOf(day(2), true)}.unfinished-12`, 'autre.txt']) {
      await writeFile(path.join(folder, name), 'x');
      await utimes(path.join(folder, name), old, old);
    }
    await mkdir(path.join(folder, '.unfinished-new'));
    await pruneBackups(folder, { keep: 14 });
    expect((await readdir(folder)).sort()).toEqual(['.unfinished-new', 'autre.txt', nameOf(day(1), true)]);
    await rm(path.join(folder, 'autre.txt'));
  });
});
