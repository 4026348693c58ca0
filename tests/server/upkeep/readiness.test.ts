import { spawnSync } from 'node:child_process';
import { mkdir, rm, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type BakeState, openBakery } from '../../../server/bakery/present.ts';
import { reader } from '../../../server/database.ts';
import { causeOf, healthDoors, openReadiness } from '../../../server/upkeep/readiness.ts';
import { seededStore } from '../../cast.ts';

let folder: string;
let close: () => Promise<void>;
let application: Promise<unknown>;
let online: BakeState['online'];

beforeEach(async () => {
  ({ folder, close } = await seededStore());
  await mkdir(path.join(folder, 'site'));
  await symlink('build-1', path.join(folder, 'site', 'current'));
  const last = await reader().publication.findFirstOrThrow({ orderBy: { number: 'desc' } });
  online = { build: 'build-1', publicationNumber: last.number };
  application = Promise.resolve();
  const idle = { running: undefined, waiting: { pages: [], whole: false }, last: undefined, lastWhole: undefined };
  const baked = async () => ({ ok: false as const, superseded: false, message: '', withdrawn: [] });
  const bakes = { bakeWhole: baked, bakeEdited: baked, bakeAlone: baked, idle: async () => undefined };
  openBakery({ ...bakes, state: () => ({ online, ...idle }) });
});
afterEach(async () => {
  openBakery(undefined);
  await close();
});

/** What is said now, by a way to ask that has not been asked yet. */
async function told(): Promise<[number, string | undefined]> {
  const file = path.join(folder, 'palmares.db');
  const doors = healthDoors(openReadiness({ dataDir: folder, file, application: () => application }));
  expect((await doors['/api/health']?.())?.status).toBe(200);
  const said = await doors['/api/health/ready']?.();
  return [said?.status ?? 0, said?.body.raison];
}

test('ready when the store, the site and the newsroom agree', async () => {
  expect(await told()).toEqual([200, undefined]);
});

test('not ready when what is served is not what was last published, or not what stands on the disk', async () => {
  const reason = 'le site servi n’est pas encore celui de la dernière publication';
  const { build = '', publicationNumber = 0 } = online ?? {};
  online = { build, publicationNumber: publicationNumber - 1 };
  expect(await told()).toEqual([503, reason]);
  online = { build: 'build-2', publicationNumber };
  expect(await told()).toEqual([503, reason]);
  online = undefined;
  expect(await told()).toEqual([503, reason]);
});

test('not ready while the newsroom starts, or when it could not', async () => {
  application = new Promise(() => undefined);
  expect(await told()).toEqual([503, 'la rédaction ne répond pas']);
  application = Promise.reject(new Error('cassée'));
  application.catch(() => undefined);
  expect(await told()).toEqual([503, 'la rédaction ne répond pas']);
});

test('not ready when the database was cut short or removed under an open store, and no file is made', async () => {
  const file = path.join(folder, 'palmares.db');
  await truncate(file, 20_000);
  expect(await told()).toEqual([503, 'la base de données ne peut pas être lue']);
  await rm(file);
  expect(await told()).toEqual([503, 'la base de données ne peut pas être lue']);
  await expect(rm(file)).rejects.toThrow('ENOENT');
});

test('not ready when the data cannot be written, though all can be read', async ({ skip }) => {
  const run = (...words: string[]) => spawnSync('sh', ['-c', words.join(' ')]).status === 0;
  // Nothing is closed to root but a disk that is read-only.
  const root = process.getuid?.() === 0;
  const closed = root ? run('mount --bind', folder, folder) : run('chmod a-w', path.join(folder, 'palmares.db'));
  skip(!closed, 'nothing may be mounted here');
  try {
    if (root) expect(run('mount -o remount,bind,ro', folder)).toBe(true);
    const reason = 'les données ne peuvent pas être écrites (disque en lecture seule, ou droits changés)';
    expect(await told()).toEqual([503, reason]);
  } finally {
    if (root) run('umount -l', folder);
  }
});

test('one look is shared until it ends, however long it takes, and its answer for half a second more', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const file = path.join(folder, 'palmares.db');
  const ask = openReadiness({ dataDir: folder, file, application: () => application });
  const first = ask();
  vi.advanceTimersByTime(10_000);
  expect(ask()).toBe(first);
  expect(await first).toEqual({ ready: true });
  vi.advanceTimersByTime(499);
  expect(ask()).toBe(first);
  vi.advanceTimersByTime(2);
  const next = ask();
  expect(next).not.toBe(first);
  expect(await next).toEqual({ ready: true });
});

test('the cause of a page that failed is the store or its disk; nothing else is known to be one', async () => {
  const behind = { ready: false, fault: 'site' } as const;
  expect(await causeOf(async () => ({ ready: true }))).toBeUndefined();
  expect(await causeOf(async () => behind)).toBeUndefined();
  const file = path.join(folder, 'palmares.db');
  const ask = openReadiness({ dataDir: folder, file, application: () => application });
  expect(await ask()).toEqual({ ready: true });
  await rm(file);
  // What was seen a moment ago, before the page failed, says nothing of it.
  expect(await causeOf(ask)).toBe('la base de données ne peut pas être lue');
});
