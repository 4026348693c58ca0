import { afterEach, beforeEach, expect, test } from 'vitest';
import { reader, write } from '../../../server/database.ts';
import { whileUnchanged } from '../../../server/published/unchanged.ts';
import * as cast from '../../cast.ts';

let close: () => Promise<void>;
let read = 0;
const counted = whileUnchanged('counted', async (kind: string) => {
  read += 1;
  return [await reader().entry.count({ where: { kind } })];
});

beforeEach(async () => {
  ({ close } = await cast.freshStore());
  read = 0;
});
afterEach(() => close());

const add = (id: string) =>
  write((tx) => tx.entry.create({ data: { id, kind: 'page', slug: id, createdAt: new Date() } }));

test('what was read is given again until something is committed, by question', async () => {
  const [pages] = await counted('page');
  expect(await Promise.all([counted('page'), counted('page'), counted('award')])).toHaveLength(3);
  expect(read).toBe(2);
  await add('une');
  expect(await counted('page')).toEqual([Number(pages) + 1]);
  expect(read).toBe(3);
});

test('a write that is taken back changes nothing, and a reading that fails is tried again', async () => {
  await counted('page');
  await expect(write(() => Promise.reject(new Error('repris')))).rejects.toThrow('repris');
  await counted('page');
  expect(read).toBe(1);
  let broken = true;
  const frail = whileUnchanged('frail', async () => {
    if (broken) throw new Error('en panne');
    return 'lu';
  });
  await expect(frail()).rejects.toThrow('en panne');
  broken = false;
  expect(await frail()).toBe('lu');
});

test('another store is never answered with what the first one held, and a list may be sorted by whoever asks', async () => {
  const [before] = await counted('page');
  (await counted('page')).push(99);
  expect(await counted('page')).toEqual([before]);
  await close();
  ({ close } = await cast.freshStore());
  await counted('page');
  expect(read).toBe(2);
});
