/**
 * The connections to the SQLite file, with every setting the store relies on.
 *
 * Promise: a connection that opens is in WAL, synchronous FULL, foreign keys on, busy_timeout 5000, and overwrites with
 * zeros what it deletes, on a database made by this house's migrations; otherwise a `StoreError` says in French what to
 * do, and no file is made.
 */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaClient } from '../prisma/generated/client.ts';
import { keepStatements } from './statements.ts';
import { faultsOfFile, refuseUnusable, StoreError } from './store-error.ts';
import { explaining } from './store-file.ts';

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
        if (found !== value) throw new StoreError(faultsOfFile.setting(this.#file, `${name} = ${found}`));
      }
      if ((await ask("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'")) === undefined) {
        throw new StoreError(faultsOfFile.foreign(this.#file));
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

/** The two clients of a store: one only reads, the other is the only one that writes. Neither is connected yet. */
export function makeClients(file: string) {
  const readerConnection = new Connection(file, true);
  return {
    readerConnection,
    // The extension adds nothing to the client’s type but what extensions may add: nothing here.
    reader: new PrismaClient({ adapter: readerConnection }).$extends(explaining) as unknown as PrismaClient,
    writer: new PrismaClient({ adapter: new Connection(file, false) }),
  };
}
