/**
 * Making, applying and checking migrations without Prisma's downloaded engine; the data agree with `prisma migrate`.
 *
 * Promise: `deploy` leaves either what was there before or a database that is up to date, also when it is killed;
 * `status` changes nothing; expected states are values with a sentence in French, failures are `MigrationError`.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { whyUnreadable } from '../server/store-error.ts';
import { type Connection, connect, rows, withEngine } from './engine.ts';
import { MigrationError } from './engine-error.ts';
import { applyHistory, migrationsFolder, noFilter, objectsOf, readHistory, withReplay } from './history.ts';
import { makeWhole } from './whole-file.ts';

const schemaOfThisCode = fileURLToPath(new URL('schema.prisma', import.meta.url));

/** How a database stands to the migrations of this code; `sentence` says it in French, with the remedy. */
export type Status = { sentence: string } & (
  | { state: 'up-to-date' | 'missing' | 'unreadable' }
  | { state: 'behind'; pending: string[] }
  | { state: 'newer'; unknown: string[] }
  | { state: 'failed'; failed: string[] }
  | { state: 'drifted'; edited: string[]; changed: string[] }
);

export type Deployment = { created: boolean; applied: string[]; sentence: string };

/** `restored`: triggers that a rebuilt table would have lost, written again at the end of the migration. */
export type Creation = { sentence: string } & (
  | { state: 'unchanged' }
  | { state: 'created'; file: string; restored: string[] }
);

/** Compares a database with the migrations of a folder, and its tables with those the migrations make. Read-only. */
export async function status(databaseFile: string, folder = migrationsFolder): Promise<Status> {
  const found = await stat(databaseFile).catch((error: NodeJS.ErrnoException) => error);
  if ('code' in found && found.code === 'ENOENT') {
    return {
      state: 'missing',
      sentence: `La base de données ${databaseFile} n’existe pas : « npm run db deploy » la crée.`,
    };
  }
  const history = await readHistory(folder);
  let connection: Connection | undefined;
  try {
    if (found instanceof Error) throw found; // In a folder closed to this account it may be there all the same.
    connection = await connect(databaseFile, { readonly: true });
    return await compare(connection, history, databaseFile);
  } catch (error) {
    if (error instanceof MigrationError) throw error;
    return { state: 'unreadable', sentence: whyUnreadable(databaseFile, error) };
  } finally {
    await connection?.dispose();
  }
}

async function compare(connection: Connection, history: MigrationList, databaseFile: string): Promise<Status> {
  const ours = await rows(connection, "SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'");
  if (ours.length === 0) {
    const sentence = `Le fichier ${databaseFile} n’est pas une base de Palmarès : vérifiez DATA_DIR, restaurez une sauvegarde, ou effacez-le s’il ne contient rien.`;
    return { state: 'unreadable', sentence };
  }
  const diagnosis = await withEngine(connection, (engine) =>
    engine.diagnoseMigrationHistory({ migrationsList: history, optInToShadowDatabase: false, filters: noFilter }),
  );
  const failed = diagnosis.failedMigrationNames;
  if (failed.length > 0) {
    const sentence = `Une migration s’est arrêtée en chemin (${failed.join(', ')}) : restaurez la sauvegarde faite avant elle.`;
    return { state: 'failed', failed, sentence };
  }
  const gap = diagnosis.history;
  if (gap && 'unpersistedMigrationNames' in gap) {
    const unknown = gap.unpersistedMigrationNames;
    const sentence = `La base de données est plus récente que ce programme (migrations inconnues : ${unknown.join(', ')}) : installez la version qui l’a écrite, ou restaurez une sauvegarde plus ancienne.`;
    return { state: 'newer', unknown, sentence };
  }
  const pending = gap && 'unappliedMigrationNames' in gap ? gap.unappliedMigrationNames : [];
  const edited = diagnosis.editedMigrationNames;
  const changed = await withReplay(
    history,
    async (replayed) => differing(await objectsOf(connection), await objectsOf(replayed)),
    (name) => !pending.includes(name),
  );
  if (edited.length > 0 || changed.length > 0) {
    const sentence = `La base de données ne correspond plus à ses migrations (${[...edited, ...changed].join(', ')}) : remettez les fichiers d’origine dans prisma/migrations, ou restaurez une sauvegarde.`;
    return { state: 'drifted', edited, changed, sentence };
  }
  if (pending.length > 0) {
    const sentence = `La base de données attend ${count(pending.length)} (${pending.join(', ')}) : lancez « npm run db deploy ».`;
    return { state: 'behind', pending, sentence };
  }
  return {
    state: 'up-to-date',
    sentence: `La base de données est à jour (${count(history.migrationDirectories.length)}).`,
  };
}

/**
 * Brings a database up to date; makes it when there is none, under another name until it is whole.
 * @throws {MigrationError} when the database drifted, is newer, failed or unreadable, or a migration fails; nothing has changed.
 */
export async function deploy(databaseFile: string, folder = migrationsFolder): Promise<Deployment> {
  const history = await readHistory(folder);
  if (history.migrationDirectories.length === 0) throw new MigrationError(`Il n’y a aucune migration dans ${folder}.`);
  const before = await status(databaseFile, folder);
  if (before.state === 'up-to-date') return { created: false, applied: [], sentence: before.sentence };
  if (before.state === 'missing') {
    const applied = await makeWhole(databaseFile, (unfinished) => fill(unfinished, history));
    return {
      created: true,
      applied,
      sentence: `La base de données ${databaseFile} est créée (${count(applied.length)}).`,
    };
  }
  if (before.state !== 'behind') throw new MigrationError(before.sentence);
  const connection = await connect(databaseFile);
  try {
    const applied = await applyHistory(connection, history);
    return {
      created: false,
      applied,
      sentence: `La base de données a reçu ${count(applied.length)} (${applied.join(', ')}).`,
    };
  } finally {
    await connection.dispose();
  }
}

async function fill(unfinished: string, history: MigrationList): Promise<string[]> {
  await writeFile(unfinished, '', { mode: 0o600 }); // Drafts and accounts: closed from the first byte on.
  const connection = await connect(unfinished, { create: true });
  try {
    const applied = await applyHistory(connection, history);
    await rows(connection, 'PRAGMA journal_mode = WAL');
    return applied;
  } finally {
    await connection.dispose();
  }
}

/** Where a migration is made, from which schema, and under which date; by default those of this code, now. */
export type Making = { folder?: string; schemaFile?: string; now?: Date };

/**
 * Writes the migration that leads from the present history to schema.prisma, as `prisma migrate dev --create-only` does.
 * A table that SQLite can only change by rebuilding it would lose its triggers: they are written again at the end.
 * @throws {MigrationError} when the name is not made of a-z, 0-9 and _, or the history itself cannot be applied.
 */
export async function createMigration(name: string, making: Making = {}): Promise<Creation> {
  const { folder = migrationsFolder, schemaFile = schemaOfThisCode, now = new Date() } = making;
  if (!/^[a-z0-9_]{1,60}$/.test(name)) {
    throw new MigrationError('Le nom d’une migration s’écrit avec a-z, 0-9 et _, par exemple « add_medals ».');
  }
  const made = await withReplay(await readHistory(folder), (connection) => leadTo(connection, schemaFile));
  if (!made) {
    return {
      state: 'unchanged',
      sentence: 'Les migrations disent déjà tout ce que dit schema.prisma : rien à écrire.',
    };
  }
  const file = path.join(folder, `${now.toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`, 'migration.sql');
  const restored = made.lost.map(([trigger]) => String(trigger));
  const triggers = made.lost.map(([, , sql]) => `\n-- Lost when the table was rebuilt\n${sql};\n`).join('');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, made.script + triggers);
  await writeFile(path.join(folder, 'migration_lock.toml'), 'provider = "sqlite"\n');
  return { state: 'created', file, restored, sentence: `Migration écrite : ${file}. Relisez-la avant de l’appliquer.` };
}

/** The script that leads a database to a schema, run on it, and the triggers it lost; undefined when there is nothing to do. */
async function leadTo(connection: Connection, schemaFile: string) {
  const schema = { files: [{ path: schemaFile, content: await readFile(schemaFile, 'utf8') }] };
  const before = await triggersOf(connection);
  const { stdout: script, exitCode } = await withEngine(connection, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: path.dirname(schemaFile) },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: noFilter,
    }),
  );
  if (exitCode === 0 || !script) return undefined;
  await connection.executeScript(script);
  const after = (await triggersOf(connection)).map(([trigger]) => trigger);
  const tables = (await rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")).flat();
  const lost = before.filter(([trigger, table]) => tables.includes(table) && !after.includes(trigger));
  return { script, lost };
}

const triggersOf = (connection: Connection) =>
  rows(connection, "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name");

function differing(one: Map<string, string>, other: Map<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name)).sort();
}

const count = (number: number) => (number > 1 ? `${number} migrations` : `${number} migration`);
