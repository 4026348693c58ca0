import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MigrationError } from '../../prisma/engine-error.ts';
import { createMigration, deploy, status } from '../../prisma/migrate.ts';
import { openStore, reader, write } from '../../server/database.ts';
import { longTest } from '../effort.ts';
import {
  add,
  ask,
  committed,
  eachWithMigrationsOfItsOwn,
  entryOf,
  file,
  folder,
  home,
  revisionOf,
  sql,
} from './own-migrations.ts';

eachWithMigrationsOfItsOwn();

describe('the history', () => {
  it('says what schema.prisma says', async () => {
    expect(await createMigration('anything', { folder })).toMatchObject({ state: 'unchanged' });
    expect(await readdir(folder)).toEqual([...committed, 'migration_lock.toml']);
  });
});

describe('deploy', () => {
  it('makes the database and its folder from nothing, whole and in WAL', async () => {
    expect(await deploy(file, folder)).toMatchObject({ created: true, applied: committed });
    expect(await readdir(path.dirname(file))).toEqual(['palmares.db']);
    expect(await ask('PRAGMA journal_mode')).toEqual([['wal']]);
    expect(await ask('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(await status(file, folder)).toMatchObject({ state: 'up-to-date' });
  });

  it('leaves the rows that the ordinary prisma migrate leaves', async () => {
    await deploy(file, folder);
    const found = await ask(
      'SELECT migration_name, checksum, finished_at IS NOT NULL, rolled_back_at, logs, applied_steps_count, length(id) FROM _prisma_migrations ORDER BY started_at',
    );
    const checksum = async (name: string) =>
      createHash('sha256')
        .update(await readFile(path.join(folder, name, 'migration.sql')))
        .digest('hex');
    const rows = committed.map(async (name) => [name, await checksum(name), 1, null, null, 1, 36]);
    expect(found).toEqual(await Promise.all(rows));
  });

  it('has nothing to do the second time', async () => {
    await deploy(file, folder);
    const before = await readFile(file);
    expect(await deploy(file, folder)).toMatchObject({ created: false, applied: [] });
    expect(before.equals(await readFile(file))).toBe(true);
  });

  it('brings a database that is behind up to date while the site is open, and keeps what is in it', async () => {
    await deploy(file, folder);
    await openStore(file);
    await write((tx) => tx.entry.create({ data: { id: 'biocycle', kind: 'page', slug: 'b', createdAt: new Date() } }));
    const third = await add('names', 'ALTER TABLE "Entry" ADD COLUMN "nickname" TEXT;');
    expect(await status(file, folder)).toMatchObject({ state: 'behind', pending: [third] });
    expect(await deploy(file, folder)).toMatchObject({ created: false, applied: [third] });
    expect(await status(file, folder)).toMatchObject({ state: 'up-to-date' });
    expect(await reader().$queryRaw`SELECT id, nickname FROM "Entry"`).toEqual([{ id: 'biocycle', nickname: null }]);
    await expect(write((tx) => tx.entry.count())).resolves.toBe(1);
  });

  it('changes nothing at all when a migration fails', async () => {
    await add('broken', 'CREATE TABLE kept (id TEXT); INSERT INTO nowhere VALUES (1);');
    await expect(deploy(file, folder)).rejects.toThrow(/rien n’a changé.*nowhere/s);
    expect(await readdir(path.dirname(file))).toEqual([]);
    await deploy(file);
    await expect(deploy(file, folder)).rejects.toThrow(MigrationError);
    expect(await ask("SELECT name FROM sqlite_master WHERE name = 'kept'")).toEqual([]);
    expect(await status(file)).toMatchObject({ state: 'up-to-date' });
  });

  it('refuses a migration that leaves a reference to nothing', async () => {
    await deploy(file, folder);
    await sql(entryOf('biocycle') + revisionOf('biocycle'));
    await add('careless', 'DELETE FROM "Entry";');
    await expect(deploy(file, folder)).rejects.toThrow('référence rompue dans Revision');
    expect(await ask('SELECT count(*) FROM "Entry"')).toEqual([[1]]);
  });

  it('refuses a folder without migrations', async () => {
    await expect(deploy(file, path.join(home, 'nowhere'))).rejects.toThrow('aucune migration');
  });
});

describe('the command', () => {
  longTest('says what it did, in how much time, and its exit code says whether all is well', async () => {
    const command = (...words: string[]) =>
      promisify(execFile)(process.execPath, ['bin/db.ts', ...words], {
        env: { ...process.env, DATA_DIR: path.dirname(file) },
      });
    await expect(command('status')).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('n’existe pas') });
    expect((await command('deploy')).stdout).toMatch(
      new RegExp(`est créée \\(${committed.length} migrations\\)\\. \\(\\d+ ms\\)\n$`),
    );
    expect((await command('status')).stdout).toContain('à jour');
    expect(await command('--help')).toMatchObject({ stderr: '', stdout: expect.stringContaining('npm run db deploy') });
    await writeFile(file, 'perdu');
    await expect(command('deploy')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^La base.*\n$/) });
  });
});
