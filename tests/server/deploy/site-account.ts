/**
 * The account of the site and its folders, as systemd makes them of deploy/ under a root of its own, and what that account
 * does there.
 *
 * Promise: nothing is made outside a folder that is removed; `withoutAccounts` says why there can be none here.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../../bench/cores.ts';

const project = path.join(import.meta.dirname, '..', '..', '..');
const [tmpfiles, sysusers, setpriv] = ['systemd-tmpfiles', 'systemd-sysusers', 'setpriv'].map(program);
const nobody = 65_534;

/** Runs a command as another account, with the umask of deploy/palmares.service. @returns how it ended and what it said */
export function runAs(uid: number, command: string[], env: Record<string, string> = {}) {
  const words = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '/bin/sh', '-c', 'umask 0027; exec "$@"', '-'];
  const { status, stdout, stderr } = spawnSync(setpriv ?? '', [...words, ...command], {
    env: { ...process.env, ...env },
    cwd: project,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}`.trim() };
}

function whyNone(): string {
  if (process.getuid?.() !== 0) return 'other accounts: only root may act for them';
  if (!setpriv) return 'other accounts: setpriv is not installed (util-linux)';
  const { status } = runAs(nobody, [process.execPath, '-e', `require('fs').readdirSync(${JSON.stringify(project)})`]);
  return status === 0 ? '' : 'other accounts: they may not read this copy of the project';
}

/** Why nothing can be done here as another account; empty when it can. */
export const withoutAccounts = whyNone();

/** Why the folders of the site cannot be made here as systemd makes them; empty when they can. */
export const withoutFolders =
  withoutAccounts || (tmpfiles && sysusers ? '' : 'folders as systemd makes them: systemd is not installed');

/** A folder that every account may pass through, and `nobody` own. */
export async function folderOfNobody(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-nobody-'));
  execFileSync('chown', [`${nobody}:${nobody}`, folder]);
  return folder;
}

export { nobody };

/** What `systemd-sysusers` and `systemd-tmpfiles` make of deploy/. */
export type Installed = { dataDir: string; uid: number; home: string; remove: () => Promise<void> };

export async function install(): Promise<Installed> {
  const root = await mkdtemp(path.join(tmpdir(), 'palmares-installed-'));
  await chmod(root, 0o711);
  for (const [kind, tool] of [
    ['sysusers', sysusers],
    ['tmpfiles', tmpfiles],
  ] as const) {
    await mkdir(path.join(root, `etc/${kind}.d`), { recursive: true });
    await copyFile(path.join(project, `deploy/palmares.${kind}.conf`), path.join(root, `etc/${kind}.d/palmares.conf`));
    if (kind === 'sysusers') {
      const web = (await readFile('/etc/group', 'utf8')).split('\n').find((line) => line.startsWith('www-data:'));
      await writeFile(path.join(root, 'etc/group'), `root:x:0:\n${web ?? 'www-data:x:33:'}\n`);
      await writeFile(path.join(root, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\n');
    }
    const more = kind === 'tmpfiles' ? ['--create'] : [];
    execFileSync(tool ?? '', [`--root=${root}`, ...more, 'palmares.conf'], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const line = (await readFile(path.join(root, 'etc/passwd'), 'utf8'))
    .split('\n')
    .find((one) => /^palmares:/.test(one));
  const [, , uid, , , home = ''] = line?.split(':') ?? [];
  const dataDir = path.join(root, 'var/lib/palmares');
  return { dataDir, uid: Number(uid), home, remove: () => rm(root, { recursive: true, force: true }) };
}
