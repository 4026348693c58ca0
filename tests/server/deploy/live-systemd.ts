/**
 * A systemd of its own, for what `systemd-analyze verify` cannot see: the manager of a user, started in namespaces where
 * `/run` is empty and no process is seen but its own.
 *
 * Promise: nothing outside is touched, and every process it started ends with it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../../bench/cores.ts';

const manager = ['/lib/systemd/systemd', '/usr/lib/systemd/systemd'].find((one) => existsSync(one));

/** Starts it, waits until it answers, runs `$1` and ends: with the first process of a namespace, all others go. */
const around = `set -e
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system /run/own/units
chmod 700 /run/own
export XDG_RUNTIME_DIR=/run/own HOME=/run/own SYSTEMD_UNIT_PATH=/run/own/units
cp -r "$2/." /run/own/units
for name in default basic shutdown sockets paths; do
  printf '[Unit]\\nDefaultDependencies=no\\n' > /run/own/units/$name.target
done
${manager} --user > /run/own/log 2>&1 &
for turn in 1 2 3 4 5 6 7 8 9 10; do systemctl --user is-system-running --quiet && break; sleep 0.3; done
sh -c "$1"`;

/** Runs `script` where these units are loaded, none of them started. @returns what it printed */
export function inSystemd(units: Record<string, string>, script: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'palmares-live-'));
  try {
    for (const [name, text] of Object.entries(units)) writeFileSync(path.join(folder, name), text);
    const apart = ['--mount', '--pid', '--net', '--fork', '--kill-child', '--mount-proc'];
    const { stdout, stderr, status } = spawnSync('unshare', [...apart, 'sh', '-c', around, '-', script, folder], {
      encoding: 'utf8',
      timeout: 50_000,
    });
    if (status !== 0) throw new Error(`no systemd of its own:\n${stdout}${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function whyNone(): string {
  if (process.getuid?.() !== 0) return 'a systemd of its own: only root may start one apart';
  if (!manager || !program('unshare')) return 'a systemd of its own: systemd or unshare is not installed';
  try {
    return inSystemd({}, 'systemctl --user is-active default.target').trim() === 'active' ? '' : 'a systemd of its own';
  } catch (error) {
    return `a systemd of its own: this machine does not let one start (${String(error).split('\n').at(1)})`;
  }
}

/** Why none can be started here; empty when one can. */
export const withoutSystemd = whyNone();

/** A unit of deploy/, with some places changed. @throws when one of them is not in it: the test would say nothing */
export function unit(name: string, places: Record<string, string>): string {
  let text = readFileSync(path.join(import.meta.dirname, '../../../deploy', name), 'utf8');
  for (const [from, to] of Object.entries(places)) {
    if (!text.includes(from)) throw new Error(`${name} does not say ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}
