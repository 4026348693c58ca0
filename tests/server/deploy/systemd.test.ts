import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { refusedStart } from '../../../bin/progress.ts';
import { program } from '../../bench/cores.ts';

const deploy = path.join(import.meta.dirname, '../../../deploy');
const units = readdirSync(deploy).filter((name) => /\.(service|socket|path)$/.test(name));
const analyze = program('systemd-analyze');
if (!analyze) console.log('Left out: systemd-analyze is not installed.');

test.skipIf(!analyze)('systemd takes every unit without a word, and finds the service well enclosed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'palmares-units-'));
  // Under our own folder: verify also reads what stands beside a unit.
  for (const unit of units) copyFileSync(path.join(deploy, unit), path.join(folder, unit));
  const { status, stderr } = spawnSync(analyze ?? '', ['verify', ...units.map((unit) => path.join(folder, unit))]);
  expect([status, stderr.toString()]).toEqual([0, '']);
  const told = execFileSync(analyze ?? '', [
    ...['security', '--offline=true', '--threshold=20'],
    path.join(folder, 'palmares.service'),
  ]);
  expect(told.toString()).toMatch(/Overall exposure level for palmares.service: [01]\.\d OK/);
  rmSync(folder, { recursive: true });
});

test('the service writes nowhere but in the data folder, which nginx may not read', () => {
  const service = readFileSync(path.join(deploy, 'palmares.service'), 'utf8');
  expect(service.match(/^ReadWritePaths=.*$/gm)).toEqual(['ReadWritePaths=/var/lib/palmares']);
  const folders = readFileSync(path.join(deploy, 'palmares.tmpfiles.conf'), 'utf8');
  expect(folders).toMatch(/^d \/var\/lib\/palmares +2710 palmares www-data$/m);
  expect(service).toMatch(/^UMask=0027$/m);
});

test('the service reads its settings where every command does, and does not retry what was refused in a sentence', () => {
  const service = readFileSync(path.join(deploy, 'palmares.service'), 'utf8');
  expect(service).not.toMatch(/EnvironmentFile=/);
  expect(service.match(/^Environment=.*$/gm)).toEqual(['Environment=NODE_ENV=production LOG_FORMAT=json']);
  expect(service).toMatch(new RegExp(`^RestartPreventExitStatus=${refusedStart}$`, 'm'));
});
