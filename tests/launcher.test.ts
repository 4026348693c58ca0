/** Which Node the launcher hands over to: the packaged one, unless the machine has a newer one of the same line. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { longTest as test } from './effort.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** A program that says its version, and its name whatever else it is asked. */
async function program(file: string, version: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n[ "$1" = --version ] && echo v${version} || echo ${path.basename(file)}\n`);
  await chmod(file, 0o755);
}

/** A project of which only the launcher, one command and the packaged Node exist. */
async function project(version: string): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'palmares-launcher-'));
  const modules = path.join(root, 'node_modules');
  await mkdir(path.join(root, 'bin'));
  await mkdir(path.join(modules, 'node', 'bin'), { recursive: true });
  await copyFile(path.join(import.meta.dirname, '..', 'bin', 'launch.mjs'), path.join(root, 'bin', 'launch.mjs'));
  await writeFile(path.join(root, 'bin', 'say.ts'), "console.log('running');\n");
  await writeFile(path.join(root, 'package-lock.json'), '{}');
  await writeFile(path.join(modules, '.palmares-installed'), createHash('sha256').update('{}').digest('hex'));
  await writeFile(path.join(modules, 'node', 'package.json'), JSON.stringify({ version }));
  await program(path.join(modules, 'node', 'bin', 'node'), version);
  return root;
}

const newer = `${major}.${minor + 1}.0`;

test.each([
  ['the one that runs it, newer than the package', { packaged: `${major}.${minor - 1}.99` }, 'running'],
  ['the package, when it is as new', { packaged: process.versions.node }, 'node'],
  ['the package, when it is newer', { packaged: newer }, 'node'],
  ['the package, when the machine’s is of another line', { packaged: `${major - 2}.99.0` }, 'node'],
  ['the one that runs npm, newer than the package', { packaged: process.versions.node, npm: newer }, 'own'],
  ['the package, when npm runs on an older one', { packaged: newer, npm: process.versions.node }, 'node'],
])('%s', async (_, { packaged, npm }: { packaged: string; npm?: string }, expected) => {
  const root = await project(packaged);
  const { npm_node_execpath: __, ...environment } = process.env;
  const own = path.join(root, 'own');
  if (npm) await program(own, npm);
  const run = spawnSync(process.execPath, [path.join(root, 'bin', 'launch.mjs'), 'say'], {
    env: npm ? { ...environment, npm_node_execpath: own } : environment,
    encoding: 'utf8',
  });
  expect(run.status, run.stderr).toBe(0);
  expect(run.stdout.trim()).toBe(expected);
  await rm(root, { recursive: true });
});
