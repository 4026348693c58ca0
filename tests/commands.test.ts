/** What every command says to an argument it does not know: a sentence, without a trace of the code, and nothing done. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { longTest as test } from './effort.ts';

const odd: [command: string, args: string[], says: string][] = [
  ['backup', ['--bogus'], "'--bogus'"],
  ['backup', ['--verify'], "'--verify"],
  ['backup', ['extra'], "'extra'"],
  ['backup', ['--prune', '2026-02-31'], '--prune attend un jour'],
  ['backup', ['--to', '{folder}/autre'], '--to attend un dossier hors de'],
  ['restore', ['--bogus'], "'--bogus'"],
  ['staff', ['create', '--bogus'], "'--bogus'"],
  ['sbom', ['--bogus'], 'le fichier à écrire'],
  ['bench', ['--bogus'], '« --bogus »'],
  ['doctor', ['--bogus'], 'aucun argument'],
];

test.each(odd)('%s %j is refused in a sentence', async (command, args, says) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-command-'));
  const given = args.map((one) => one.replace('{folder}', folder));
  const script = path.join(import.meta.dirname, '..', 'bin', `${command}.ts`);
  const environment = { ...process.env, DATA_DIR: folder, BACKUP_DIR: '' };
  const { status, stderr } = spawnSync(process.execPath, [script, ...given], { env: environment, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^\n✗ [^\n]+\n$/);
  expect(stderr).toContain(says);
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
