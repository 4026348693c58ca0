/** A setting that SQLite does not take is told as such; the SQLite that does not take it is the real one. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { deploy } from '../../prisma/migrate.ts';
import { openStore, StoreError } from '../../server/database.ts';
import { longTest } from '../effort.ts';
import { eachInItsFolder, file, folder } from './own-folder.ts';

eachInItsFolder();

type Driver = { prototype: { exec: (sql: string) => unknown } };
const adapter = createRequire(import.meta.url).resolve('@prisma/adapter-better-sqlite3');
const driver: Driver = createRequire(adapter)('better-sqlite3');
const { exec } = driver.prototype;
afterEach(() => {
  driver.prototype.exec = exec;
});

const told = (setting: string) => `SQLite n’accepte pas un réglage nécessaire pour ${file} (${setting})`;

test.each([
  ['foreign_keys = 0', 'PRAGMA foreign_keys = ON', 'PRAGMA foreign_keys = OFF'],
  ['synchronous = 1', 'PRAGMA synchronous = FULL', 'PRAGMA synchronous = NORMAL'],
  ['secure_delete = 0', 'PRAGMA secure_delete = ON', 'PRAGMA secure_delete = OFF'],
])('a store is not opened with %s', async (setting, asked, given) => {
  await deploy(file);
  driver.prototype.exec = function (sql) {
    return exec.call(this, sql.replace(asked, given));
  };
  await expect(openStore(file)).rejects.toThrow(StoreError);
  await expect(openStore(file)).rejects.toThrow(told(setting));
});

longTest('a store is not opened where SQLite keeps no write-ahead log', async () => {
  // SQLite takes this name for a database in memory, which has no log.
  await writeFile(path.join(folder, ':memory:'), 'there, so that it is opened');
  const module = JSON.stringify(path.join(import.meta.dirname, '../../server/database.ts'));
  const open = `import(${module}).then((db) => db.openStore(':memory:')).catch((error) => console.log(error.message))`;
  const { stdout } = spawnSync(process.execPath, ['-e', open], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toContain('SQLite n’accepte pas un réglage nécessaire pour :memory: (journal_mode = memory)');
});
