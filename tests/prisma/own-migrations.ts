/** For each test, a copy of the migrations that it may add to, and a path for a database that it may spoil. */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { connect, rows } from '../../prisma/engine.ts';
import { migrationsFolder } from '../../prisma/history.ts';
import { closeStore } from '../../server/database.ts';

/** Every migration of the repository, in order. */
export const committed = (await readdir(migrationsFolder)).filter((name) => /^\d{14}_/.test(name)).sort();

export let home: string;
export let folder: string;
export let file: string;

/** Called once at the top of a test file. The store that a test opened is closed after it. */
export function eachWithMigrationsOfItsOwn(): void {
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'palmares-migrate-'));
    folder = path.join(home, 'migrations');
    file = path.join(home, 'data', 'palmares.db');
    await cp(migrationsFolder, folder, { recursive: true });
  });

  afterEach(async () => {
    await closeStore();
    await rm(home, { recursive: true });
  });
}

/** Adds a migration, of the name given, after those of this code. */
export async function add(name: string, sql: string): Promise<string> {
  const directory = path.join(folder, `29991231000000_${name}`);
  await mkdir(directory);
  await writeFile(path.join(directory, 'migration.sql'), sql);
  return path.basename(directory);
}

export async function sql(script: string): Promise<void> {
  const connection = await connect(file);
  await connection.executeScript(script);
  await connection.dispose();
}

export async function ask(question: string): Promise<unknown[][]> {
  const connection = await connect(file);
  const found = await rows(connection, question);
  await connection.dispose();
  return found;
}

export const entryOf = (id: string) =>
  `INSERT INTO "Entry" (id, kind, slug, createdAt) VALUES ('${id}', 'page', '${id}', 0);`;
export const revisionOf = (id: string) =>
  `INSERT INTO "Revision" (id, entryId, number, content, authorId, createdAt) VALUES ('r', '${id}', 1, '{}', 'amel', 0);`;
