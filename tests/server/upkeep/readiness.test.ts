import { mkdir, rm, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BakeState, openBakery } from '../../../server/bakery/present.ts';
import { reader } from '../../../server/database.ts';
import { healthDoors, openReadiness } from '../../../server/upkeep/readiness.ts';
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

test('holds an answer for half a second, however often it is asked', async () => {
  const file = path.join(folder, 'palmares.db');
  const ask = openReadiness({ dataDir: folder, file, application: () => application });
  const [first, second] = [ask(), ask()];
  expect(first).toBe(second);
  expect(await first).toEqual({ ready: true });
});
