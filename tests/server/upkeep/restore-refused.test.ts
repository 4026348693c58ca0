import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { connect } from '../../../prisma/engine.ts';
import { migrationsFolder } from '../../../prisma/history.ts';
import { deploy } from '../../../prisma/migrate.ts';
import { closeStore } from '../../../server/database.ts';
import { takeLock } from '../../../server/lock.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { longTest as test } from '../../effort.ts';
import { add, dataDir, folder } from './data-folder.ts';
import { eachWithSomewhereElse, elsewhere, entries, refusal, restore } from './restoring.ts';

eachWithSomewhereElse();

describe('a restoration is refused, and changes nothing,', () => {
  let file: string;
  beforeEach(async () => {
    await add('le-fournil');
    ({ file } = await makeBackup({ dataDir, folder }));
    await add('depuis');
  });
  afterEach(async () => {
    expect(await entries()).toEqual(['depuis', 'le-fournil']);
    expect((await readdir(dataDir)).filter((name) => !/^palmares\.db/.test(name))).toEqual(['backups']);
  });

  test('while a process serves the folder', async () => {
    const lock = await takeLock(dataDir);
    await closeStore();
    expect(await refusal(restore(file))).toContain(`Un autre processus (n° ${process.pid}`);
    if (lock.ok) await lock.release();
  });

  test('when the file is absent or damaged', async () => {
    await closeStore();
    expect(await refusal(restore(path.join(folder, 'rien.tar.gz')))).toContain('ne peut pas être lue (ENOENT)');
    const bytes = await readFile(file);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
    await writeFile(file, bytes);
    expect(await refusal(restore(file))).toMatch(/n’est pas une sauvegarde entière|est abîmée/);
  });

  test('when its schema is newer than this code, or is not what its migrations make', async () => {
    const newer = path.join(elsewhere, 'newer');
    const migrations = path.join(elsewhere, 'migrations');
    await cp(migrationsFolder, migrations, { recursive: true });
    await mkdir(path.join(migrations, '20991231000000_later'));
    const sql = 'CREATE TABLE "Later" ("id" TEXT NOT NULL PRIMARY KEY);';
    await writeFile(path.join(migrations, '20991231000000_later/migration.sql'), sql);
    await deploy(path.join(newer, 'palmares.db'), migrations);
    const made = await makeBackup({ dataDir: newer, folder: elsewhere });
    await closeStore();
    expect(await refusal(restore(made.file))).toContain('plus récente que ce programme (migrations inconnues : 2099');
    const drifted = path.join(elsewhere, 'drifted');
    await deploy(path.join(drifted, 'palmares.db'));
    const hand = await connect(path.join(drifted, 'palmares.db'));
    await hand.executeScript('CREATE TABLE "Added" ("id" TEXT)');
    await hand.dispose();
    const other = await makeBackup({ dataDir: drifted, folder: elsewhere });
    expect(await refusal(restore(other.file))).toContain('n’a pas les tables que ses migrations annoncent');
  });
});
