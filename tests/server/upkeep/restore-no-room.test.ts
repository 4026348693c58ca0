/** A restoration that cannot begin, for want of room or of a folder: nothing has moved, and the site starts as before. */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { closeStore } from '../../../server/database.ts';
import { refuseUnready } from '../../../server/start/store.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { longTest as test } from '../../effort.ts';
import { add, dataDir, folder } from './data-folder.ts';
import { eachWithSomewhereElse, elsewhere, entries, refusal, restore } from './restoring.ts';

eachWithSomewhereElse();

/** A backup, then one more entry; the store is closed. */
async function prepared(): Promise<string> {
  await add('le-fournil');
  const { file } = await makeBackup({ dataDir, folder });
  await add('depuis');
  await closeStore();
  return file;
}

test('where what is replaced would go cannot be made: no mark is left', async () => {
  const file = await prepared();
  await writeFile(path.join(dataDir, 'replaced'), 'Un fichier, et pas un dossier.');
  expect(await refusal(restore(file))).toMatch(/n’a pas pu commencer .*rien n’a été remplacé.*relancez/);
  await refuseUnready(dataDir, folder);
  expect(await entries()).toEqual(['depuis', 'le-fournil']);
  await closeStore();
  expect((await readdir(dataDir)).sort()).toEqual(['backups', 'palmares.db', 'replaced']);
  // What an interrupted one left must not be forgotten by another that cannot begin.
  await writeFile(path.join(dataDir, 'restore.unfinished'), '2026-11-23T09:00:00.000Z\n');
  expect(await refusal(restore(file))).toContain('s’est arrêtée en chemin');
  expect(await refusal(refuseUnready(dataDir, folder))).toContain('s’est arrêtée en chemin');
});

/** Takes what is left of a disk once a restoration has prepared everything and reads what it will replace. */
async function fillWhenPrepared(over: () => boolean): Promise<void> {
  while (!over() && !existsSync(path.join(dataDir, 'palmares.db-shm'))) await setImmediate();
  const ballast = openSync(path.join(dataDir, 'backups/ballast'), 'w');
  try {
    for (;;) writeSync(ballast, Buffer.alloc(4096, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(ballast);
  }
}

test('the disk is full when the mark is to be written: no mark is left, and with room it is done', async ({ skip }) => {
  const file = await prepared();
  await cp(dataDir, elsewhere, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'palmares-test', dataDir], { stdio: 'ignore' });
  } catch {
    skip('a small disk may not be mounted here');
  }
  try {
    await cp(elsewhere, dataDir, { recursive: true });
    await rm(path.join(dataDir, 'palmares.db-shm'), { force: true });
    let over = false;
    const outcome = refusal(restore(file)).finally(() => {
      over = true;
    });
    await fillWhenPrepared(() => over);
    expect(await outcome).toMatch(/n’a pas pu commencer \(ENOSPC\).*rien n’a été remplacé/);
    expect(existsSync(path.join(dataDir, 'restore.unfinished'))).toBe(false);
    await rm(path.join(dataDir, 'backups/ballast'));
    await refuseUnready(dataDir, folder);
    expect(await entries()).toEqual(['depuis', 'le-fournil']);
    await closeStore();
    await restore(file);
    expect(await entries()).toEqual(['le-fournil']);
    await closeStore();
  } finally {
    execFileSync('umount', ['-l', dataDir]);
    await mkdir(folder, { recursive: true });
  }
});
