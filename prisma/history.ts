/**
 * The migrations on disk, and what a database becomes when they are applied.
 *
 * Promise: `applyHistory` is all or nothing and writes `_prisma_migrations` as `prisma migrate deploy` does;
 * `withReplay` shows the tables a history makes without touching any file.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { type Connection, connect, reasonOf, rows, withEngine } from './engine.ts';
import { MigrationError } from './engine-error.ts';

/** The migrations of this code. */
export const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));

export const noFilter = { externalTables: [], externalEnums: [] };

/** Every migration of a folder, oldest first, in the form the engine asks for. */
export async function readHistory(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lock = await readFile(path.join(folder, 'migration_lock.toml'), 'utf8').catch(() => null);
  const migrationDirectories = names.sort().map(async (name) => ({
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: await readFile(path.join(folder, name, 'migration.sql'), 'utf8') },
    },
  }));
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(migrationDirectories),
  };
}

/**
 * Applies what is missing, in one transaction, and returns the names.
 * Foreign keys are off meanwhile, because a migration may have to rebuild a table others point to; all are checked before the end.
 * @throws {MigrationError} when a migration fails or leaves a dangling reference: dispose of the connection, nothing has changed.
 */
export async function applyHistory(connection: Connection, history: MigrationList): Promise<string[]> {
  try {
    await connection.executeScript('PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; BEGIN IMMEDIATE');
    const done = await withEngine(connection, (engine) =>
      engine.applyMigrations({ migrationsList: history, filters: noFilter }),
    );
    const dangling = await rows(connection, 'PRAGMA foreign_key_check');
    if (dangling.length > 0) throw new Error(`référence rompue dans ${dangling.map((row) => row[0]).join(', ')}`);
    await connection.executeScript('COMMIT');
    return done.appliedMigrationNames;
  } catch (error) {
    const begun = 'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL';
    const [name = 'les migrations'] = (await rows(connection, begun).catch(() => [])).flat();
    throw new MigrationError(`Impossible d’appliquer ${name}, rien n’a changé : ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** Lends `work` a database in memory to which a history, or the part of it that `only` names, has been applied. */
export async function withReplay<T>(
  history: MigrationList,
  work: (connection: Connection) => Promise<T>,
  only = (_name: string) => true,
): Promise<T> {
  const connection = await connect(':memory:', { create: true });
  try {
    const migrationDirectories = history.migrationDirectories.filter((directory) => only(directory.path));
    await applyHistory(connection, { ...history, migrationDirectories });
    return await work(connection);
  } finally {
    await connection.dispose();
  }
}

/** Everything a database is made of – tables, indexes, triggers, views – by name, as the SQL that made it. */
export async function objectsOf(connection: Connection): Promise<Map<string, string>> {
  const found = await rows(
    connection,
    "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> '_prisma_migrations' ORDER BY 1",
  );
  return new Map(found.map(([name, sql]) => [String(name), String(sql).replace(/\s+/g, ' ')]));
}
