import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, connect, rows } from '../../prisma/engine.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { deploy } from '../../prisma/migrate.ts';
import { closeStore, openStore, reader, StoreError, type Transaction, write } from '../../server/database.ts';
import { longTest, rounds } from '../effort.ts';

const at = new Date('2026-11-23T09:00:00Z');
const entry = (id: string) => ({ id, kind: 'laureate', slug: id, createdAt: at });
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

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palmares-store-'));
  file = path.join(folder, 'palmares.db');
});

afterEach(async () => {
  await closeStore();
  await rm(folder, { recursive: true });
});

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

describe('another program that holds the file', () => {
  let other: Connection;

  beforeEach(async () => {
    await deploy(file);
    await openStore(file, { patience: 400, transaction: 300 });
    other = await connect(file);
    await other.executeScript('BEGIN IMMEDIATE');
  });

  afterEach(() => other.dispose());

  it('is waited for, while the process goes on answering', async () => {
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

  it('is named when it stays too long, and the store recovers', async () => {
    await expect(write((tx) => tx.entry.count())).rejects.toThrow('Un autre programme tient la base de données');
    await other.executeScript('COMMIT');
    await expect(write((tx) => tx.entry.count())).resolves.toBe(0);
  });

  it('is not the only thing that can take too long: work that never ends is taken back', async () => {
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

describe('opening', () => {
  it('refuses a missing file with a sentence, and makes none', async () => {
    await expect(openStore(file)).rejects.toThrow(StoreError);
    await expect(openStore(file)).rejects.toThrow('n’existe pas');
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses an empty file, a file of something else, and a database of somebody else', async () => {
    await writeFile(file, '');
    await expect(openStore(file)).rejects.toThrow('est vide');
    await writeFile(file, 'Ceci n’est pas une base de données, mais un texte assez long.'.repeat(20));
    await expect(openStore(file)).rejects.toThrow('ne s’ouvre pas (file is not a database)');
    await rm(file);
    const stranger = await connect(file, { create: true });
    await stranger.executeScript('CREATE TABLE recipe (id TEXT)');
    await stranger.dispose();
    await expect(openStore(file)).rejects.toThrow('n’est pas une base de Palmarès');
  });

  it('puts a restored file, which is in delete mode, back in WAL', async () => {
    await deploy(file);
    const restored = await connect(file);
    expect(await rows(restored, 'PRAGMA journal_mode = DELETE')).toEqual([['delete']]);
    await restored.dispose();
    await openStore(file);
    expect(await reader().$queryRaw`PRAGMA journal_mode`).toEqual([{ journal_mode: 'wal' }]);
  });

  it('may be asked for twice, but not for two files', async () => {
    await deploy(file);
    await openStore(file);
    await openStore(file);
    await deploy(path.join(folder, 'other.db'));
    await expect(openStore(path.join(folder, 'other.db'))).rejects.toThrow('a déjà ouvert');
  });

  longTest('is asked for by each program: until then, nothing is read', async () => {
    await deploy(file);
    const script = `import('./server/database.ts').then(async (db) => {
      try { db.reader() } catch (error) { console.log(error.message) }
      await db.readyStore(db.databaseFile());
      console.log(await db.reader().entry.count());
    })`;
    const env = { ...process.env, DATA_DIR: folder };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env });
    expect(stdout.trim().split('\n')).toEqual([expect.stringContaining('n’est pas ouverte'), '0']);
  });
});
