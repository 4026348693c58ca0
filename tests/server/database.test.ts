import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { deploy } from '../../prisma/migrate.ts';
import { closeStore, openStore, reader, StoreError, type Transaction, write } from '../../server/database.ts';
import { rounds } from '../effort.ts';
import { at, eachInItsFolder, entry, file } from './own-folder.ts';

const names = Array.from({ length: rounds(300, 30) }, (_, number) => `laureate-${number}`);

class ChangedOurMind extends Error {}

/** Writes an entry, gives others the time to interfere, and takes it back. */
async function writeAndTakeBack(tx: Transaction, id: string): Promise<never> {
  await tx.entry.create({ data: entry(id) });
  await new Promise((resolve) => setImmediate(resolve));
  throw new ChangedOurMind();
}

/** As many writes as names, one after the other, while as many others are made and taken back; returns those acknowledged. */
async function interleave(keep: (id: string) => Promise<unknown>, takeBack: (id: string) => Promise<unknown>) {
  const acknowledged: string[] = [];
  const keeping = async () => {
    for (const name of names) {
      await keep(name);
      acknowledged.push(name);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const takingBack = async () => {
    for (const name of names) await expect(takeBack(`gone-${name}`)).rejects.toThrow();
  };
  await Promise.all([keeping(), takingBack()]);
  return acknowledged;
}

eachInItsFolder();

describe('one client shared by everyone', () => {
  it('loses writes it has acknowledged, which is why the store exists', async () => {
    await deploy(file);
    const client = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}` }) });
    const acknowledged = await interleave(
      (id) => client.entry.create({ data: entry(id) }),
      (id) => client.$transaction((tx) => writeAndTakeBack(tx, id)),
    );
    await client.$disconnect();
    const again = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}` }) });
    const found = new Set((await again.entry.findMany()).map((row) => row.id));
    await again.$disconnect();
    const lost = acknowledged.filter((name) => !found.has(name));

    expect(acknowledged).toEqual(names);
    expect(lost).not.toEqual([]);
  }, 30_000);
});

describe('the store', () => {
  beforeEach(async () => {
    await deploy(file);
    await openStore(file);
  });

  it('keeps every acknowledged write and shows nobody a write that is taken back', async () => {
    let working = true;
    let looks = 0;
    const dirty: string[] = [];
    const looking = (async () => {
      while (working) {
        dirty.push(...(await reader().entry.findMany({ where: { id: { startsWith: 'gone-' } } })).map((row) => row.id));
        looks += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const acknowledged = await interleave(
      (id) => write((tx) => tx.entry.create({ data: entry(id) })),
      (id) => write((tx) => writeAndTakeBack(tx, id)),
    );
    working = false;
    await looking;
    const found = (await reader().entry.findMany()).map((row) => row.id);
    expect(acknowledged).toEqual(names);
    expect(found.sort()).toEqual([...names].sort());
    expect(dirty).toEqual([]);
    expect(looks).toBeGreaterThan(10);
  }, 30_000);

  it('runs writes one at a time, in the order they were asked for', async () => {
    const order: string[] = [];
    const turn = (name: string) =>
      write(async (tx) => {
        order.push(`${name} begins`);
        await tx.entry.count();
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`${name} ends`);
      });
    await Promise.all([turn('Amel'), turn('Bruno'), turn('Chloé')]);
    expect(order).toEqual(['Amel', 'Bruno', 'Chloé'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('gives a failure to its caller and goes on with the next write', async () => {
    await write((tx) => tx.entry.create({ data: entry('biocycle') }));
    const duplicate = write((tx) => tx.entry.create({ data: entry('biocycle') }));
    const next = write((tx) => tx.entry.create({ data: entry('emmaus') }));
    await expect(duplicate).rejects.toThrow('Unique constraint');
    await expect(next).resolves.toMatchObject({ id: 'emmaus' });
  });

  it('lets a write see its own work and returns what the work returned', async () => {
    const seen = await write(async (tx) => {
      await tx.entry.create({ data: entry('biocycle') });
      return [await tx.entry.count(), await reader().entry.count()];
    });
    expect(seen).toEqual([1, 0]);
  });

  it('refuses a write inside a write instead of waiting for itself', async () => {
    await expect(write(() => write((tx) => tx.entry.count()))).rejects.toThrow('inside write()');
  });

  it('lets the reader change nothing', async () => {
    const client = reader() as PrismaClient;
    const refused = { cause: { message: expect.stringContaining('readonly') } };
    await expect(client.entry.create({ data: entry('biocycle') })).rejects.toMatchObject(refused);
    await expect(client.$executeRaw`DELETE FROM "Entry"`).rejects.toMatchObject(refused);
    expect(await client.entry.count()).toBe(0);
  });

  it('has its settings on both connections', async () => {
    const settings = (db: Transaction) =>
      Promise.all([
        db.$queryRaw`PRAGMA journal_mode`,
        db.$queryRaw`PRAGMA synchronous`,
        db.$queryRaw`PRAGMA busy_timeout`,
        db.$queryRaw`PRAGMA foreign_keys`,
      ]);
    const wanted = [[{ journal_mode: 'wal' }], [{ synchronous: 2n }], [{ timeout: 5000n }], [{ foreign_keys: 1n }]];
    expect(await write(settings)).toEqual(wanted);
    expect(await settings(reader() as Transaction)).toEqual(wanted);
    await expect(write((tx) => tx.redirect.create({ data: { ...entry('old'), entryId: 'nobody' } }))).rejects.toThrow(
      'Foreign key',
    );
  });

  it('is the same for a second copy of the code in the process', async () => {
    vi.resetModules();
    const copy = await import('../../server/database.ts');
    expect(copy.write).not.toBe(write);
    expect(copy.reader()).toBe(reader());
    const order: string[] = [];
    const slow = write(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('ours');
    });
    await Promise.all([slow, copy.write(async () => void order.push('the copy’s'))]);
    expect(order).toEqual(['ours', 'the copy’s']);
  });

  it('refuses everything once closed', async () => {
    const last = write((tx) => tx.entry.create({ data: entry('biocycle') }));
    await closeStore();
    await expect(last).resolves.toMatchObject({ id: 'biocycle' });
    expect(() => reader()).toThrow(StoreError);
    await expect(write((tx) => tx.entry.count())).rejects.toThrow('le site s’arrête');
  });

  it('never changes nor deletes a revision, a publication or a public version', async () => {
    await write(async (tx) => {
      await tx.entry.create({ data: entry('biocycle') });
      const base = { entryId: 'biocycle', number: 1 };
      await tx.revision.create({ data: { ...base, id: 'r1', content: {}, authorId: 'amel', createdAt: at } });
      await tx.publication.create({ data: { number: 1, at, actorId: 'amel' } });
      const made = { revisionId: 'r1', publicationNumber: 1, slug: 'biocycle', minor: false };
      await tx.version.create({ data: { ...base, id: 'v1', ...made } });
    });
    const attempts: ((tx: Transaction) => Promise<unknown>)[] = [
      (tx) => tx.revision.updateMany({ data: { note: 'autre' } }),
      (tx) => tx.revision.deleteMany(),
      (tx) => tx.publication.updateMany({ data: { actorId: 'bruno' } }),
      (tx) => tx.publication.deleteMany(),
      (tx) => tx.version.updateMany({ data: { minor: true } }),
      (tx) => tx.version.deleteMany(),
      (tx) => tx.$executeRaw`DELETE FROM "Version"`,
    ];
    for (const attempt of attempts) {
      const refusal = await write(attempt).catch((error: unknown) => error);
      expect(JSON.stringify(refusal)).toContain('append-only');
    }
    expect(await reader().version.count()).toBe(1);
  });
});
