import { copyFile, open, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeStore, openStore, reader, readyStore, StoreError, scrubStore, write } from '../../server/database.ts';
import { explained } from '../../server/store-file.ts';
import { freshStore } from '../cast.ts';

let store: Awaited<ReturnType<typeof freshStore>>;
let file: string;

const entry = (id: string) => ({ id, kind: 'laureate', slug: id, createdAt: new Date() });
const writing = (id: string) =>
  write((tx) => tx.entry.create({ data: entry(id) })).then(
    () => 'acknowledged',
    (error) => (error instanceof StoreError ? error.message : `no sentence: ${error}`),
  );

beforeEach(async () => {
  store = await freshStore();
  file = path.join(store.folder, 'palmares.db');
  expect(await writing('avant')).toBe('acknowledged');
});
afterEach(() => store.close());

test('a write into a file that was deleted is not acknowledged, and nothing is made in its place', async () => {
  await rm(file);
  expect(await writing('perdu')).toContain('effacée ou remplacée');
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

test('a write into a file that another took the place of is not acknowledged', async () => {
  await copyFile(file, `${file}.autre`);
  await rename(`${file}.autre`, file);
  expect(await writing('perdu')).toContain('effacée ou remplacée');
});

test('a file whose place was taken before anything was ever written is no better', async () => {
  const takePlace = async () => {
    await copyFile(file, `${file}.autre`);
    await rename(`${file}.autre`, file);
  };
  for (const open of [openStore, readyStore]) {
    await closeStore();
    await open(file);
    if (open === readyStore) await reader().entry.count(); // Its first read opens the file.
    await takePlace();
    expect(await writing('perdu'), open.name).toContain('effacée ou remplacée');
    expect(await writing('encore'), open.name).toContain('effacée ou remplacée');
    await expect(scrubStore(), open.name).rejects.toThrow('effacée ou remplacée');
  }
});

test('a write into a file that was cut is not acknowledged', async () => {
  await truncate(file, 4096);
  expect(await writing('perdu')).toContain('tronquée');
  expect(await writing('encore')).toMatch(/tronquée|abîmée/);
});

test('a file that vanishes during a write takes the write with it, aloud', async () => {
  const outcome = write(async (tx) => {
    await tx.entry.create({ data: entry('perdu') });
    await rm(file);
  });
  await expect(outcome).rejects.toThrow('effacée ou remplacée');
});

test('a damaged page is told in a sentence', async () => {
  await closeStore();
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  for (let at = 4096; at < size; at += 4096) await handle.write(Buffer.alloc(64, 0xff), 0, 64, at);
  await handle.close();
  await expect(openStore(file)).rejects.toThrow(/abîmée|ne s’ouvre pas/);
});

test('what has nothing to do with the file stays what it is', () => {
  const ours = new StoreError('phrase');
  expect(explained(ours)).toBe(ours);
  const other = new TypeError('undefined is not a function');
  expect(explained(other)).toBe(other);
  expect(explained(new Error('database or disk is full'))).toBeInstanceOf(StoreError);
  expect(explained(new Error('attempt to write a readonly database'))).toMatchObject({
    message: expect.stringContaining('n’est pas en lecture seule'),
  });
});

test('once the file is whole again, a new opening finds everything', async () => {
  await copyFile(file, `${file}.sauvegarde`);
  await rm(file);
  expect(await writing('perdu')).toContain('effacée');
  await closeStore();
  for (const end of ['-wal', '-shm']) await rm(file + end, { force: true });
  await rename(`${file}.sauvegarde`, file);
  await openStore(file);
  expect(await writing('après')).toBe('acknowledged');
  expect(await reader().entry.count()).toBeGreaterThan(0);
});
