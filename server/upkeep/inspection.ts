/**
 * Whether a database file is sound, and what is in it.
 *
 * Promise: reads only; a file that SQLite itself finds damaged, or in which a row refers to one that is not there, is a
 * `BackupError`; so is one that cannot be read now, but it is not said to be damaged. Tables are counted whatever the schema, so that an older one is looked at as well.
 */
import { type Connection, connect, rows } from '../../prisma/engine.ts';
import { faultsOfFile, refuseUnusable, whyUnreadable } from '../store-error.ts';
import { BackupError } from './archive.ts';

export type Inspection = {
  /** Rows of each table. */
  rows: Record<string, number>;
  /** The last publication number; 0 when nothing was ever published. */
  publication: number;
  /** The migrations applied to it, oldest first. */
  migrations: string[];
};

/** Faults told before the rest is only counted. */
const TOLD = 3;

async function faultsOf(connection: Connection): Promise<string[]> {
  const integrity = (await rows(connection, 'PRAGMA integrity_check')).map(([said]) => String(said));
  const dangling = await rows(connection, 'PRAGMA foreign_key_check');
  const broken = dangling.map(([table, row]) => `référence rompue dans ${table}, ligne ${row}`);
  return [...integrity.filter((said) => said !== 'ok'), ...broken];
}

async function count(connection: Connection): Promise<Inspection> {
  const named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
  const counts: Record<string, number> = {};
  for (const [name] of await rows(connection, named)) {
    const [[number] = []] = await rows(connection, `SELECT count(*) FROM "${name}"`);
    counts[String(name)] = Number(number);
  }
  const [[last] = []] = await rows(connection, 'SELECT max(number) FROM "Publication"');
  const applied = 'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL ORDER BY 1';
  const migrations = (await rows(connection, applied)).map(([name]) => String(name));
  return { rows: counts, publication: Number(last ?? 0), migrations };
}

/** Looks a database over. @throws {BackupError} when it is missing, damaged, held, closed to us, or not of this house */
export async function inspectDatabase(file: string): Promise<Inspection> {
  let connection: Connection | undefined;
  try {
    refuseUnusable(file);
    connection = await connect(file, { readonly: true });
    const faults = await faultsOf(connection);
    if (faults.length === 0) return await count(connection);
    const more = faults.length > TOLD ? `, et ${faults.length - TOLD} de plus` : '';
    throw new BackupError(faultsOfFile.damaged(file, faults.slice(0, TOLD).join(' ; ') + more));
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(whyUnreadable(file, error), { cause: error });
  } finally {
    await connection?.dispose();
  }
}

/** An erasure of personal words, as a database holds it. */
export type Erased = { id: string; at: Date; reason: string };

/**
 * The erasures made in a database, the first first; none in one of before there were any.
 * @throws whatever kept it from being read
 */
export async function erasuresIn(file: string): Promise<Erased[]> {
  const connection = await connect(file, { readonly: true });
  try {
    const known = await rows(connection, "SELECT 1 FROM sqlite_master WHERE name = 'Erasure'");
    if (known.length === 0) return [];
    const found = await rows(connection, 'SELECT id, at, reason FROM "Erasure" ORDER BY at');
    return found.map(([id, at, reason]) => ({ id: String(id), at: new Date(String(at)), reason: String(reason) }));
  } finally {
    await connection.dispose();
  }
}

/** Writes a copy of a database, as it is committed now, while others read and write it. */
export async function copyDatabase(file: string, copy: string): Promise<void> {
  const connection = await connect(file, { readonly: true });
  try {
    await connection.executeScript(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
  } finally {
    await connection.dispose();
  }
}
