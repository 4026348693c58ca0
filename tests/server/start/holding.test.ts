/** From the first look at the store on, a start holds the data folder: nobody restores into it, nor starts there, meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { connect } from '../../../prisma/engine.ts';
import { holderOf, takeLock } from '../../../server/lock.ts';
import { holding } from '../../../server/start/checks.ts';
import { restoreBackup } from '../../../server/upkeep/restore.ts';
import { freePort } from '../../bench/http.ts';
import { longTest } from '../../effort.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'palmares-holding-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

test('a folder is held while work is done there, handed on when it succeeds, given back when it fails', async () => {
  const work = async () => {
    expect(await takeLock(dataDir)).toMatchObject({ ok: false, pid: process.pid });
  };
  let handed = async () => undefined as unknown;
  await holding(dataDir, async (held) => {
    await work();
    handed = held;
  });
  expect(await holderOf(dataDir)).toMatchObject({ pid: process.pid });
  await handed();
  const failing = holding(dataDir, async () => {
    await work();
    throw new Error('abîmée');
  });
  await expect(failing).rejects.toThrow('abîmée');
  expect(await readdir(dataDir)).toEqual([]);
});

longTest.each(['bin/start.ts', 'server/main.ts'])('%s holds it while it prepares the store', async (script) => {
  const file = path.join(dataDir, 'palmares.db');
  await copyFile(inject('stores').empty, file);
  const other = await connect(file);
  await other.executeScript('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM _prisma_migrations WHERE 0');
  const env = { ...process.env, DATA_DIR: dataDir, BACKUP_DIR: '', HOST: '127.0.0.1', PORT: String(await freePort()) };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(root, script)], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const gone = once(child, 'exit');
  await expect.poll(async () => (await holderOf(dataDir))?.pid, { timeout: 15_000 }).toBe(child.pid);
  // By now it looks at the store, which another program keeps for itself: that lasts five seconds.
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await holderOf(dataDir), said).toMatchObject({ pid: child.pid });
  }
  const restoring = restoreBackup(path.join(root, 'package.json'), { dataDir, folder: dataDir });
  await expect(restoring).rejects.toThrow('Un autre processus');
  const [code] = await gone;
  expect(code, said).toBe(1); // Not a refusal that only a person can lift: the other program may end.
  await other.dispose();
  expect((await readdir(dataDir)).filter((name) => name.startsWith('palmares.lock'))).toEqual([]);
});
