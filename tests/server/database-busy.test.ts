import { afterEach, beforeEach, describe, expect } from 'vitest';
import { type Connection, connect } from '../../prisma/engine.ts';
import { deploy } from '../../prisma/migrate.ts';
import { openStore, reader, write } from '../../server/database.ts';
import { longTest as test } from '../effort.ts';
import { eachInItsFolder, entry, file } from './own-folder.ts';

eachInItsFolder();

describe('another program that holds the file', () => {
  let other: Connection;

  beforeEach(async () => {
    await deploy(file);
    await openStore(file, { patience: 400, transaction: 300 });
    other = await connect(file);
    await other.executeScript('BEGIN IMMEDIATE');
  });

  afterEach(() => other.dispose());

  test('is waited for, while the process goes on answering', async () => {
    let work = 0;
    const writing = write(async (tx) => {
      work += 1;
      return tx.entry.create({ data: entry('biocycle') });
    });
    let settled = false;
    void writing.catch(() => undefined).finally(() => (settled = true));
    // Waiting in place would let none of this happen before the patience of the store has run out.
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await reader().entry.count()).toBe(0);
    }
    expect([work, settled]).toEqual([0, false]);
    await other.executeScript('COMMIT');
    await expect(writing).resolves.toMatchObject({ id: 'biocycle' });
    expect(work).toBe(1);
  });

  test('is named when it stays too long, and the store recovers', async () => {
    await expect(write((tx) => tx.entry.count())).rejects.toThrow('Un autre programme tient la base de données');
    await other.executeScript('COMMIT');
    await expect(write((tx) => tx.entry.count())).resolves.toBe(0);
  });

  test('is not the only thing that can take too long: work that never ends is taken back', async () => {
    await other.executeScript('COMMIT');
    const endless = write(async (tx) => {
      await tx.entry.create({ data: entry('biocycle') });
      await new Promise(() => undefined);
    });
    const next = write((tx) => tx.entry.count());
    await expect(endless).rejects.toThrow('duré trop longtemps');
    await expect(next).resolves.toBe(0);
  });
});
