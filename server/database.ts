/**
 * The one writer and the one reader of the SQLite file. Nothing else in the process opens it.
 *
 * Promise: a write that was acknowledged is on the disk; a write that failed left nothing; writes run one after the
 * other in the order they were asked for; the reader sees committed data only and can change nothing. An empty database
 * is never made where one was expected. Why one writer behind a queue: the adapter runs BEGIN on its single connection,
 * and with a shared client other requests' writes fall inside that transaction and vanish with its rollback.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { Connection, isBusy, refuseUnusable, StoreError, unusable } from './connection.ts';
import { env } from './env.ts';
import { storeWaits } from './limits.ts';
import { explained, explaining, WatchedFile } from './store-file.ts';

export { StoreError };

/** What a write may use; every statement stands or falls with the whole transaction. */
export type Transaction = Prisma.TransactionClient;

/** What may be read. A `Transaction` fits wherever a `Reader` is asked for. */
export type Reader = Omit<Transaction, '$transaction' | '$executeRaw' | '$executeRawUnsafe'>;

/** See {@link storeWaits}. Milliseconds. */
export type Limits = { patience: number; transaction: number };

type Store = {
  file: string;
  watched: WatchedFile;
  reader: PrismaClient;
  readerConnection: Connection;
  writer: PrismaClient;
  limits: Limits;
  /** Settles when the last write asked for has ended; `inside` tells a write that it was asked for inside another. */
  tail: Promise<unknown>;
  inside: AsyncLocalStorage<{ running: boolean }>;
};

// This module is loaded by plain Node and again inside Next's bundle: what must be single is kept on globalThis.
const storeKey = Symbol.for('palmares.store');
const shared: typeof globalThis & { [storeKey]?: Store | 'closed' } = globalThis;

const sentences = {
  busy: 'Un autre programme tient la base de données ; rien n’a été enregistré. Arrêtez-le, puis recommencez.',
  slow: 'L’enregistrement a duré trop longtemps ; rien n’a été enregistré. Recommencez dans un instant.',
  closed: 'La base de données est fermée, car le site s’arrête : recommencez quand il aura redémarré.',
  other: (file: string) => `Ce programme a déjà ouvert ${file} : fermez-la avant d’en ouvrir une autre.`,
};

/** Where the database of this installation is. */
export function databaseFile(): string {
  return path.join(env().dataDir, 'palmares.db');
}

function open(file: string, limits: Partial<Limits> = {}): Store {
  refuseUnusable(file);
  const readerConnection = new Connection(file, true);
  const store: Store = {
    file,
    ...{ watched: new WatchedFile(file), readerConnection },
    // The extension adds nothing to the client’s type but what extensions may add: nothing here.
    reader: new PrismaClient({ adapter: readerConnection }).$extends(explaining) as unknown as PrismaClient,
    writer: new PrismaClient({ adapter: new Connection(file, false) }),
    limits: { ...storeWaits, ...limits },
    tail: Promise.resolve(),
    inside: new AsyncLocalStorage(),
  };
  shared[storeKey] = store;
  return store;
}

function current(): Store {
  if (shared[storeKey] === 'closed') throw new StoreError(sentences.closed);
  return shared[storeKey] ?? open(databaseFile());
}

/**
 * Opens the store of this process and proves that it is usable: WAL, synchronous FULL, busy_timeout 5000, foreign keys.
 * Whether its tables are those of this code is the business of `status` in prisma/migrate.ts.
 * @throws {StoreError} when the file is missing, empty, foreign or unusable, or another one is open. No file is made.
 */
export async function openStore(file: string, limits: Partial<Limits> = {}): Promise<void> {
  const before = shared[storeKey];
  if (typeof before === 'object' && before.file !== file) throw new StoreError(sentences.other(before.file));
  const store = typeof before === 'object' ? before : open(file, limits);
  try {
    await store.writer.$connect();
    await store.reader.$connect();
  } catch (error) {
    await closeStore();
    delete shared[storeKey];
    throw unusable(file, error);
  }
}

/** Ends the queue and closes both connections; until `openStore` is called again, reads and writes are refused. */
export async function closeStore(): Promise<void> {
  const store = shared[storeKey];
  shared[storeKey] = 'closed';
  if (typeof store !== 'object') return;
  await store.tail;
  await store.reader.$disconnect();
  await store.writer.$disconnect();
}

/**
 * The read-only connection; sees what was committed before each of its statements.
 * @throws {StoreError} when the store must be opened first and cannot be, or is closed.
 */
export function reader(): Reader {
  return current().reader;
}

/**
 * Tells one state of the store, as the reader sees it, from another: it changes with every commit of whoever.
 * @throws as `reader` does
 */
export async function dataVersion(): Promise<string> {
  const { reader, readerConnection } = current();
  if (readerConnection.dataVersion() === undefined) await reader.$connect();
  return readerConnection.dataVersion() ?? '';
}

/**
 * Runs `work` alone, in one transaction that holds the write lock from its first statement, after every write asked
 * for before. Resolves to what `work` returned once it is on the disk. `work` is run at most once.
 * @throws whatever `work` threw, everything rolled back; {StoreError} when the file stays locked, is gone, cut, damaged or
 * full, or `work` is too slow.
 */
export async function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const store = current();
  if (store.inside.getStore()?.running)
    throw new Error('write() asked for inside write(): use the transaction at hand.');
  return queued(store, () => patiently(store, work));
}

/** Runs `work` when all that was asked for before has ended, well or not. */
function queued<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const turn = store.tail.then(work);
  store.tail = turn.catch(() => undefined);
  return turn;
}

/**
 * Writes the whole file anew and empties its log, after every write asked for before: nothing that was changed or deleted
 * is left in either, not even from before `secure_delete` was on. Takes about as long as copying the file.
 * @throws {StoreError} when another program holds the file
 */
export async function scrubStore(): Promise<void> {
  const store = current();
  return queued(store, async () => {
    try {
      await store.writer.$executeRaw`VACUUM`;
      const [log] = await store.writer.$queryRaw<{ busy: bigint }[]>`PRAGMA wal_checkpoint(TRUNCATE)`;
      if (Number(log?.busy) !== 0) throw new StoreError(sentences.busy);
    } catch (error) {
      throw isBusy(error) ? new StoreError(sentences.busy, { cause: error }) : error;
    }
  });
}

/** Asks for the lock again and again without blocking the process, as long as another program holds the file. */
async function patiently<T>(store: Store, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const deadline = Date.now() + store.limits.patience;
  for (;;) {
    const attempt = { running: true, locked: false };
    try {
      return await store.inside.run(attempt, () => inTransaction(store, attempt, work));
    } catch (error) {
      // Closing the connection gives back whatever the failed transaction still held; Prisma opens a new one.
      await store.writer.$disconnect();
      if (attempt.locked || !isBusy(error)) throw explained(error);
      if (Date.now() > deadline) throw new StoreError(sentences.busy, { cause: error });
      await pause(50);
    } finally {
      attempt.running = false;
    }
  }
}

async function inTransaction<T>(store: Store, attempt: { locked: boolean }, work: (tx: Transaction) => Promise<T>) {
  const { transaction } = store.limits;
  const { promise: tooSlow, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new StoreError(sentences.slow)), transaction);
  const done = store.writer.$transaction(
    async (tx) => {
      attempt.locked = true; // The connection took the lock as the transaction started.
      store.watched.check();
      const result = await work(tx);
      store.watched.check(); // What went into a file that is gone is not acknowledged.
      return result;
    },
    { maxWait: transaction, timeout: transaction + 1000 },
  );
  return Promise.race([done, tooSlow]).finally(() => clearTimeout(timer));
}
