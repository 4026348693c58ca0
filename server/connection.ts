/**
 * One connection to the SQLite file, with every setting the store relies on.
 *
 * Promise: a connection that opens is in WAL, synchronous FULL, foreign keys on, busy_timeout 5000, and overwrites with
 * zeros what it deletes, on a database made by this house's migrations; otherwise a `StoreError` says in French what to
 * do, and no file is made.
 */
import { statSync } from 'node:fs';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { keepStatements } from './statements.ts';

/** The store cannot be used; the message is a sentence in French that names the remedy. */
export class StoreError extends Error {
  override name = 'StoreError';

  /** This class is in two module graphs (plain Node's, and the application's bundle): an error of the one is an error of the other. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'StoreError';
  }
}

const required = { journal_mode: 'wal', synchronous: '2', foreign_keys: '1', busy_timeout: '5000', secure_delete: '1' };

type Opened = Awaited<ReturnType<PrismaBetterSqlite3['connect']>>;

/**
 * Makes connections that have every required setting, or fails; also when Prisma connects again by itself. One that
 * writes holds the write lock from the start of each of its transactions.
 */
export class Connection extends PrismaBetterSqlite3 {
  readonly #file: string;
  readonly #readonly: boolean;
  #opened = 0;
  #askVersion: (() => unknown) | undefined;

  constructor(file: string, readonly: boolean) {
    super({ url: `file:${file}`, readonly, fileMustExist: true, timeout: 5000 });
    this.#file = file;
    this.#readonly = readonly;
  }

  override async connect(): ReturnType<PrismaBetterSqlite3['connect']> {
    refuseUnusable(this.#file);
    const connection = await super.connect();
    try {
      const ask = async (sql: string) => (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows[0]?.[0];
      await ask('PRAGMA journal_mode = WAL');
      await connection.executeScript('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
      for (const [name, value] of Object.entries(required)) {
        const found = String(await ask(`PRAGMA ${name}`));
        if (found !== value) throw new StoreError(sentences.setting(this.#file, `${name} = ${found}`));
      }
      if ((await ask("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'")) === undefined) {
        throw new StoreError(sentences.foreign(this.#file));
      }
      const askVersion = keepStatements(connection).prepare('PRAGMA data_version').raw();
      this.#opened += 1;
      this.#askVersion = () => askVersion.all();
      return this.#readonly ? connection : locking(connection);
    } catch (error) {
      await connection.dispose();
      throw error;
    }
  }

  /** SQLite’s `data_version` of the latest connection made, which no other has; `undefined` before the first. */
  dataVersion(): string | undefined {
    return this.#askVersion && `${this.#opened} ${this.#askVersion()}`;
  }
}

/** A write, so that the lock is taken now; without waiting in the driver, which would block the whole process. */
const LOCK = 'PRAGMA busy_timeout = 0; DELETE FROM "_prisma_migrations" WHERE 1 = 0; PRAGMA busy_timeout = 5000';

/** Makes each transaction of this connection take the write lock as it starts, or fail as busy. */
function locking(connection: Opened): Opened {
  const start = connection.startTransaction.bind(connection);
  connection.startTransaction = async (level) => {
    const transaction = await start(level);
    try {
      await connection.executeScript(LOCK);
      return transaction;
    } catch (error) {
      await connection.executeScript('ROLLBACK; PRAGMA busy_timeout = 5000');
      await transaction.rollback(); // Only gives the connection back to the next one.
      throw error;
    }
  };
  return connection;
}

const sentences = {
  missing: (file: string) =>
    `La base de données ${file} n’existe pas : créez-la avec « npm run db deploy » ou restaurez une sauvegarde.`,
  empty: (file: string) =>
    `Le fichier ${file} est vide : restaurez une sauvegarde, ou effacez-le puis lancez « npm run db deploy ».`,
  foreign: (file: string) =>
    `Le fichier ${file} n’est pas une base de Palmarès : vérifiez DATA_DIR ou restaurez une sauvegarde.`,
  setting: (file: string, found: string) =>
    `SQLite n’accepte pas un réglage nécessaire pour ${file} (${found}) : placez DATA_DIR sur un disque local où l’on peut écrire.`,
  unusable: (file: string, reason: string) =>
    `La base de données ${file} ne s’ouvre pas (${reason}) : vérifiez les droits du dossier ou restaurez une sauvegarde.`,
};

/** @throws {StoreError} when there is no file, or an empty one. */
export function refuseUnusable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new StoreError(sentences.missing(file));
  if (found.size === 0) throw new StoreError(sentences.empty(file));
}

/** The error to show when a connection could not be opened. */
export function unusable(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError(sentences.unusable(file, reason), { cause: error });
}

/** Whether a statement failed only because another program holds the file; Prisma says it in three ways. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /P1008|SQLITE_BUSY|SocketTimeout/.test(`${'code' in error ? error.code : ''} ${error.message}`);
}
