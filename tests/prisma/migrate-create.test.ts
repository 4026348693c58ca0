import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMigration, deploy, status } from '../../prisma/migrate.ts';
import { ask, eachWithMigrationsOfItsOwn, entryOf, file, folder, home, revisionOf, sql } from './own-migrations.ts';

const schemaFile = path.join(import.meta.dirname, '../../prisma/schema.prisma');

eachWithMigrationsOfItsOwn();

describe('create', () => {
  /** schema.prisma as somebody changed it. */
  async function changed(from: string, to: string): Promise<string> {
    const other = path.join(home, 'schema.prisma');
    const text = await readFile(schemaFile, 'utf8');
    expect(text).toContain(from);
    await writeFile(other, text.replace(from, to));
    return other;
  }

  it('writes the step that leads to the schema, dated in UTC, and nothing else', async () => {
    const other = await changed('withdrawalNotice String?', 'withdrawalNotice String?\n  nickname String?');
    const now = new Date('2027-01-02T03:04:05Z');
    const made = await createMigration('add_nickname', { folder, schemaFile: other, now });
    const written = path.join(folder, '20270102030405_add_nickname', 'migration.sql');
    expect(made).toMatchObject({ state: 'created', file: written, restored: [] });
    expect(await readFile(written, 'utf8')).toBe('-- AlterTable\nALTER TABLE "Entry" ADD COLUMN "nickname" TEXT;\n');
    expect(await createMigration('again', { folder, schemaFile: other })).toMatchObject({ state: 'unchanged' });
  });

  it('gives a table that must be rebuilt its triggers back, and keeps its rows', async () => {
    await deploy(file, folder);
    await sql(entryOf('biocycle') + revisionOf('biocycle'));
    const other = await changed('note      String?', 'note      String @default("")');
    const made = await createMigration('note_required', { folder, schemaFile: other });
    expect(made).toMatchObject({
      restored: [
        ...[
          'Revision_closes_leave',
          'Revision_refuses_delete',
          'Revision_refuses_replacement',
          'Revision_refuses_update',
        ],
      ],
    });
    await deploy(file, folder);
    expect(await status(file, folder)).toMatchObject({ state: 'up-to-date' });
    expect(await ask('SELECT id, note FROM "Revision"')).toEqual([['r', '']]);
    await expect(sql('DELETE FROM "Revision"')).rejects.toThrow();
    expect(await ask('SELECT count(*) FROM "Revision"')).toEqual([[1]]);
  });

  it('refuses a name that a folder or a shell could misread', async () => {
    await expect(createMigration('../Été', { folder })).rejects.toThrow('s’écrit avec a-z');
  });
});
