import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { otherAccount } from '../../../server/start/account.ts';
import { freePort } from '../../bench/http.ts';
import { longTest } from '../../effort.ts';
import { folderOfNobody, nobody, runAs, withoutAccounts } from '../deploy/site-account.ts';

const project = path.join(import.meta.dirname, '..', '..', '..');
if (withoutAccounts) console.log(`Left out: ${withoutAccounts}.`);

test('a folder is ours, or not there yet, or another account’s, whose command is given', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-account-'));
  const own = (await stat(folder)).uid;
  expect(otherAccount(folder)).toBeUndefined();
  expect(otherAccount(path.join(folder, 'none'), own + 1)).toBeUndefined();
  expect(otherAccount(folder, own + 1)).toMatch(
    new RegExp(
      `appartient au compte ${userInfo().username}, .* sous le compte n° ${own + 1}\\. Lancez plutôt : sudo -u`,
    ),
  );
  await rm(folder, { recursive: true });
});

describe.skipIf(withoutAccounts !== '')('on the data folder of another account, root', () => {
  let dataDir: string;
  let port: number;
  beforeEach(async () => {
    port = await freePort();
    dataDir = await folderOfNobody();
    await copyFile(inject('stores').empty, path.join(dataDir, 'palmares.db'));
    execFileSync('chown', ['-R', `${nobody}:${nobody}`, dataDir]);
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  const settings = () => ({
    DATA_DIR: dataDir,
    BACKUP_DIR: '',
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_FORMAT: 'text',
  });
  const run = (name: string, ...words: string[]) => {
    const command = ['--disable-warning=ExperimentalWarning', path.join(project, `bin/${name}.ts`), ...words];
    return spawnSync(process.execPath, command, { encoding: 'utf8', env: { ...process.env, ...settings() } });
  };

  longTest.each([
    ['start', []],
    ['db', ['deploy']],
    ['staff', ['list']],
    ['backup', []],
    ['restore', [path.join(project, 'package.json')]],
    ['doctor', []],
  ])('is refused %s, told the very command to give, and makes nothing', async (name, words) => {
    const before = [await readdir(dataDir), await readFile(path.join(dataDir, 'palmares.db'), 'latin1')];
    const { status, stdout, stderr } = run(name, ...words);
    expect(status, stdout).not.toBe(0);
    const given = ['node', path.join(project, 'bin/launch.mjs'), name, ...words].join(' ');
    expect(stdout + stderr).toContain(`appartient au compte nobody, qui ne pourrait plus ouvrir`);
    expect(stdout + stderr).toContain(`Lancez plutôt : runuser -u nobody -- ${given}\n`);
    expect([await readdir(dataDir), await readFile(path.join(dataDir, 'palmares.db'), 'latin1')]).toEqual(before);
  });

  longTest('does by that command what the account itself would', async () => {
    const [, command = ''] = run('backup').stderr.split('Lancez plutôt : ');
    const done = spawnSync('sh', ['-c', command], { encoding: 'utf8', env: { ...process.env, ...settings() } });
    expect(done, done.stderr).toMatchObject({ status: 0 });
    const [made = ''] = await readdir(path.join(dataDir, 'backups'));
    expect((await stat(path.join(dataDir, 'backups', made))).uid).toBe(nobody);
  });

  longTest('and a folder closed to the account that starts is refused with its reason', () => {
    execFileSync('chmod', ['0500', dataDir]);
    const start = [process.execPath, path.join(project, 'bin/start.ts')];
    const { status, said } = runAs(nobody, start, settings());
    expect([status, said]).toEqual([78, expect.stringContaining(`${dataDir} ne peut pas être écrit (EACCES)`)]);
  });
});
