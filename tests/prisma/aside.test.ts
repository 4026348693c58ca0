import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { deployAside, statusAside } from '../../prisma/aside.ts';
import { MigrationError } from '../../prisma/engine-error.ts';
import { status } from '../../prisma/migrate.ts';
import { longTest as test } from '../effort.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palmares-aside-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('answers as the engine in this thread does', async () => {
  const file = path.join(folder, 'palmares.db');
  expect((await statusAside(file)).state).toBe('missing');
  expect(await deployAside(file)).toMatchObject({ created: true });
  expect(await statusAside(file)).toEqual(await status(file));
  expect((await deployAside(file)).applied).toEqual([]);
});

test('a refusal stays the sentence it is', async () => {
  const file = path.join(folder, 'autre.db');
  await writeFile(file, 'ceci n’est pas une base');
  await expect(deployAside(file)).rejects.toThrow(MigrationError);
  await expect(deployAside(file)).rejects.toThrow('illisible');
});
