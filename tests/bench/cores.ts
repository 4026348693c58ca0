/** Which processor core the server keeps and which the load, where the system lets one choose. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listed } from './figures.ts';

/** The full path of a program on the PATH (and in sbin, where nginx often is); `undefined` when it is not there. */
export function program(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

function allowed(): number[] {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return listed(/^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? '');
  } catch {
    return []; // Not Linux: nothing is pinned.
  }
}

const cores = program('taskset') ? allowed() : [];

/** Whether server and load have a core each. */
export const canPin = cores.length >= 2;

/** The command, bound to the core of that role where possible. */
export function pinned(role: 'server' | 'load', command: string[]): string[] {
  return canPin ? ['taskset', '--cpu-list', String(cores[role === 'server' ? 0 : 1]), ...command] : command;
}

/** Ticks of a second in /proc on every Linux that Node supports. */
const ticks = 100;

/**
 * Seconds of processor that a process and its children have used; `undefined` where the system does not say. Unlike
 * the clock it hardly moves when other programs want the same core.
 */
export function processorSeconds(pid: number): number | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    // The name in parentheses may hold blanks: what follows it starts at field 3; 14 and 15 are user and system time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s/s, '')
      .split(' ');
    const own = (Number(fields[11]) + Number(fields[12])) / ticks;
    return children.reduce((sum, child) => sum + (processorSeconds(Number(child)) ?? 0), own);
  } catch {
    return undefined; // Not Linux, or the process is gone.
  }
}
