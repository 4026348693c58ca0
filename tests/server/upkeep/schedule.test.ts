import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Forbidden } from '../../../server/editorial/permissions.ts';
import { env } from '../../../server/env.ts';
import type { Actor } from '../../../server/staff/actor.ts';
import { BackupError } from '../../../server/upkeep/archive.ts';
import { backupsOnDesk } from '../../../server/upkeep/desk.ts';
import { keepBackups } from '../../../server/upkeep/schedule.ts';
import { listBackups, nameOf } from '../../../server/upkeep/shelf.ts';
import { aminata, camille, freshStore } from '../../cast.ts';
import { longTest } from '../../effort.ts';

let folder: string;
let kept: ReturnType<typeof keepBackups> | undefined;
let printed: string[];
let tries: number;
let outcome: () => Promise<void>;

const start = new Date('2026-11-23T09:00:00Z');
const minutes = (count: number) => count * 60_000;
const hours = (count: number) => minutes(60 * count);

// One folder for all: the environment of a process is read once.
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palmares-schedule-'));
  Object.assign(process.env, { BACKUP_DIR: folder });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  [printed, tries] = [[], 0];
  outcome = () => put(new Date(), true);
  vi.useFakeTimers({ now: start, toFake: ['setInterval', 'clearInterval', 'Date'] });
  kept = undefined;
});
afterEach(async () => {
  kept?.close();
  vi.useRealTimers();
  for (const name of await readdir(folder)) await rm(path.join(folder, name));
});

const put = (madeAt: Date, automatic: boolean) => writeFile(path.join(folder, nameOf(madeAt, automatic)), 'octets');
const keep = (settings: { hours?: number; kept?: number } = {}) => {
  const make = () => {
    tries += 1;
    return { done: outcome(), stop: () => undefined };
  };
  kept = keepBackups({ folder, hours: 24, kept: 3, ...settings }, (line) => void printed.push(line), make);
};

/** Lets time go by, minute after minute, and what each started come to its end. */
async function pass(time: number): Promise<void> {
  for (let gone = 0; gone < time; gone += minutes(1)) {
    vi.advanceTimersByTime(minutes(1));
    await kept?.look();
  }
}
const days = async () => (await listBackups(folder)).map((one) => one.madeAt.toISOString().slice(5, 10)).sort();

test('the first comes five minutes after the start, the next a day later, and the fourth pushes the first out', async () => {
  keep();
  await pass(minutes(4));
  expect(tries).toBe(0);
  await pass(minutes(2));
  expect([tries, await days()]).toEqual([1, ['11-23']]);
  for (let day = 24; day < 27; day += 1) {
    vi.setSystemTime(new Date(`2026-11-${day}T09:30:00Z`));
    await pass(minutes(1));
  }
  expect([tries, await days()]).toEqual([4, ['11-24', '11-25', '11-26']]);
  expect(printed).toEqual([]);
});

test('a restart does not make another before it is due; one made by hand does not put it off', async () => {
  await put(new Date(start.getTime() - hours(23)), true);
  await put(start, false);
  keep();
  await pass(minutes(20));
  expect(tries).toBe(0);
  vi.setSystemTime(start.getTime() + hours(1));
  await pass(minutes(2));
  expect(tries).toBe(1);
});

test('the first, still to come, is not late; a failure removes nothing, is tried again, and is gone with the next success', async () => {
  keep();
  expect(await backupsOnDesk(camille)).toMatchObject({ state: 'first', count: 0, next: expect.any(Date) });
  kept?.close();
  for (const day of [1, 2, 3, 4]) await put(new Date(Date.UTC(2026, 10, day)), true);
  outcome = () => Promise.reject(new BackupError('Le disque est plein dans /srv/secret.'));
  keep();
  await pass(minutes(10));
  expect([tries, (await days()).length, printed]).toEqual([1, 4, ['✗ Le disque est plein dans /srv/secret.']]);
  const [forCamille, forAminata] = [await backupsOnDesk(camille), await backupsOnDesk(aminata)];
  expect(forCamille).toMatchObject({ state: 'late', count: 4, failedAt: expect.any(Date) });
  expect(JSON.stringify(forCamille)).not.toContain('/');
  expect(forAminata).toMatchObject({ message: 'Le disque est plein dans /srv/secret.', folder });
  outcome = () => put(new Date(), true);
  await pass(minutes(15));
  expect([tries, (await days()).length]).toEqual([2, 3]);
  const told = await backupsOnDesk(camille);
  expect(told).toMatchObject({ state: 'well', count: 3, last: { size: 6 } });
  expect(told.next?.getTime()).toBeGreaterThan(Date.now() + hours(23));
  expect(told).not.toHaveProperty('failedAt');
});

test('a clock that was a year ahead puts nothing off once it is right, and what it dated wrongly goes first', async () => {
  const right = start.getTime();
  vi.setSystemTime(right + hours(24 * 365));
  keep();
  await pass(minutes(6));
  expect([tries, (await backupsOnDesk(camille)).state]).toEqual([1, 'well']);
  vi.setSystemTime(right);
  expect(await backupsOnDesk(camille)).toMatchObject({ state: 'late', count: 1 });
  expect(await backupsOnDesk(camille)).not.toHaveProperty('last');
  for (let day = 0; day < 4; day += 1) {
    await pass(minutes(2));
    const found = await listBackups(folder);
    expect([tries, found[0]?.madeAt.toISOString().slice(0, 10)]).toEqual([day + 2, `2026-11-${23 + day}`]);
    expect(found.filter((one) => one.misdated).length).toBe(day < 2 ? 1 : 0);
    expect((await backupsOnDesk(camille)).state).toBe('well');
    vi.setSystemTime(right + hours(24) * (day + 1));
  }
});

test('a start, or a failure, under a clock that was ahead is not waited for until then', async () => {
  outcome = () => Promise.reject(new BackupError('Le disque est plein.'));
  for (const failing of [false, true]) {
    tries = 0;
    vi.setSystemTime(start.getTime() + hours(24 * 365));
    keep();
    await pass(minutes(failing ? 6 : 1));
    vi.setSystemTime(start);
    await pass(minutes(1));
    expect(tries).toBe(failing ? 2 : 1);
    kept?.close();
  }
});

test('the desk says when none is made here, and answers nobody without a role', async () => {
  keep({ hours: 0 });
  expect(await backupsOnDesk(camille)).toEqual({ state: 'off', count: 0 });
  await expect(backupsOnDesk({ ...camille, role: 'visitor' } as unknown as Actor)).rejects.toThrow(Forbidden);
});

longTest('it is made by a process of its own, from the store that the environment names', async () => {
  vi.useRealTimers();
  const { folder: dataDir, close } = await freshStore();
  const own = path.join(dataDir, 'own');
  await mkdir(own);
  Object.assign(process.env, { DATA_DIR: dataDir, BACKUP_DIR: own });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  kept = keepBackups({ ...env().backups, folder: own, hours: 24, kept: 3 }, (line) => void printed.push(line));
  vi.advanceTimersByTime(minutes(6));
  expect(await readdir(own)).toEqual([]);
  await kept.look();
  expect([printed, (await listBackups(own)).map((one) => one.automatic)]).toEqual([[], [true]]);
  expect((await readdir(own)).length).toBe(1);
  await close();
});
