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
import type { Prisma } from '../prisma/generated/client.ts';
import type { makeClients } from './connection.ts';
import { env } from './env.ts';
import { storeWaits } from './limits.ts';
import { isBusy, refuseUnusable, StoreError, unusable } from './store-error.ts';
import { explained, WatchedFile } from './store-file.ts';

export { StoreError };

/** What a write may use; every statement stands or falls with the whole transaction. */
export type Transaction = Prisma.TransactionClient;

/** What may be read. A `Transaction` fits wherever a `Reader` is asked for. */
export type Reader = Omit<Transaction, '$transaction' | '$executeRaw' | '$executeRawUnsafe'>;

/** See {@link storeWaits}. Milliseconds. */
export type Limits = { patience: number; transaction: number };

type Store = ReturnType<typeof makeClients> & {
  file: string;
  watched: WatchedFile;
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
  unopened: 'La base de données n’est pas ouverte : lancez le site par « npm start » ou « npm run dev ».',
  other: (file: string) => `Ce programme a déjà ouvert ${file} : fermez-la avant d’en ouvrir une autre.`,
};

/** Where the database of a data folder is: of this installation’s, unless another is given. */
export function databaseFile(dataDir = env().dataDir): string {
  return path.join(dataDir, 'palmares.db');
}

/** The store of this process, if there is one. @throws {StoreError} when it is of another file */
function opened(file: string): Store | undefined {
  const found = shared[storeKey];
  if (typeof found !== 'object') return undefined;
  if (found.file !== file) throw new StoreError(sentences.other(found.file));
  return found;
}

function current(): Store {
  const found = shared[storeKey];
  if (typeof found === 'object') return found;
  throw new StoreError(found === 'closed' ? sentences.closed : sentences.unopened);
}

/**
 * Makes the store of this process known: its first read or write opens the file.
 * @throws {StoreError} when the file is missing or empty, or another one is open. No file is made.
 */
export async function readyStore(file: string, limits: Partial<Limits> = {}): Promise<Store> {
  if (!opened(file)) refuseUnusable(file);
  // Loaded only where a store is opened: the application's bundle would hold the client once in each of its layers.
  const { makeClients } = await import('./connection.ts');
  const found = opened(file);
  if (found) return found;
  const kept = { file, watched: new WatchedFile(file), limits: { ...storeWaits, ...limits }, tail: Promise.resolve() };
  shared[storeKey] = { ...kept, ...makeClients(file), inside: new AsyncLocalStorage() };
  return shared[storeKey];
}

/**
 * Opens the store of this process and proves that it is usable: WAL, synchronous FULL, busy_timeout 5000, foreign keys.
 * Whether its tables are those of this code is the business of `status` in prisma/migrate.ts.
 * @throws {StoreError} as {@link readyStore}, and when the file is foreign or unusable
 */
export async function openStore(file: string, limits: Partial<Limits> = {}): Promise<void> {
  const store = await readyStore(file, limits);
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
  await Promise.all([store.reader.$disconnect(), store.writer.$disconnect()]);
}

/**
 * The read-only connection; sees what was committed before each of its statements.
 * @throws {StoreError} when the store was not opened, or is closed.
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
 * @throws what `work` threw, all rolled back; {StoreError}: the file locked, gone, cut, damaged, full, or `work` too slow
 */
export async function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const store = current();
  if (store.inside.getStore()?.running) throw new Error('write() asked for inside write(): use the transaction.');
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
 * @throws {StoreError} when another program holds the file, or it is no longer the one that was opened
 */
export async function scrubStore(): Promise<void> {
  const store = current();
  return queued(store, async () => {
    try {
      store.watched.check();
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
