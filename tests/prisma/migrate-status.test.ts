import { appendFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deploy, status } from '../../prisma/migrate.ts';
import { add, eachWithMigrationsOfItsOwn, file, folder, home, sql } from './own-migrations.ts';

const first = '20261123000000_first';
const second = '20261123000100_append_only';

eachWithMigrationsOfItsOwn();

describe('status', () => {
  it('says that there is no database, and makes none', async () => {
    expect(await status(file, folder)).toMatchObject({ state: 'missing' });
    expect(await readdir(home)).toEqual(['migrations']);
  });

  it('says that a database is newer than this code, which deploy then refuses', async () => {
    const third = await add('later', 'CREATE TABLE later (id TEXT);');
    await deploy(file, folder);
    expect(await status(file)).toMatchObject({ state: 'newer', unknown: [third] });
    await expect(deploy(file)).rejects.toThrow('plus récente que ce programme');
  });

  it('says that a migration was edited after it was applied', async () => {
    await deploy(file, folder);
    await appendFile(path.join(folder, first, 'migration.sql'), '-- a word more\n');
    expect(await status(file, folder)).toMatchObject({ state: 'drifted', edited: [first], changed: [] });
    await expect(deploy(file, folder)).rejects.toThrow('ne correspond plus à ses migrations');
  });

  it('says that somebody changed a table, an index or a trigger by hand', async () => {
    await deploy(file, folder);
    await sql('DROP TRIGGER "Revision_refuses_delete"; DROP INDEX "Entry_kind_slug_key"; CREATE TABLE mine (id TEXT);');
    await sql('ALTER TABLE "Page" ADD COLUMN "mood" TEXT;');
    expect(await status(file, folder)).toMatchObject({
      state: 'drifted',
      edited: [],
      changed: ['index Entry_kind_slug_key', 'table Page', 'table mine', 'trigger Revision_refuses_delete'],
    });
  });

  it('says that an ordinary prisma migrate stopped on the way', async () => {
    await deploy(file, folder);
    await sql(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${second}'`);
    expect(await status(file, folder)).toMatchObject({ state: 'failed', failed: [second] });
    await expect(deploy(file, folder)).rejects.toThrow('restaurez la sauvegarde');
  });

  it('says that a file is empty, or is no database, or is somebody else’s', async () => {
    await mkdir(path.dirname(file));
    await writeFile(file, '');
    expect(await status(file, folder)).toMatchObject({ state: 'unreadable' });
    await expect(deploy(file, folder)).rejects.toThrow('n’est pas une base de Palmarès');
    await sql('CREATE TABLE recipe (id TEXT);');
    await expect(deploy(file, folder)).rejects.toThrow('n’est pas une base de Palmarès');
    await rm(file);
    await writeFile(file, 'Un texte assez long pour ne pas être une base de données.'.repeat(20));
    const found = await status(file, folder);
    expect(found).toMatchObject({ state: 'unreadable' });
    expect(found.sentence).toContain('illisible (file is not a database)');
  });
});
