/** What a process and its data folder take, as the system counts it. */
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { NotHere } from './trial.ts';

/** @throws {NotHere} where there is no /proc: a process that is gone from one is a fault, never a machine that cannot tell */
function needProc(): void {
  if (!existsSync('/proc/self/status'))
    throw new NotHere('la mémoire d’un processus se lit dans /proc, que ce système n’a pas.');
}

/** Resident bytes of a process. @throws {NotHere} where there is no /proc; another error when the process is gone */
export async function residentOf(pid: number): Promise<number> {
  needProc();
  const told = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(told)?.[1];
  if (found === undefined) throw new Error(`Process ${pid} is gone.`);
  return Number(found) * 1024;
}

/** How many files, sockets and pipes a process holds open. @throws as `residentOf` does */
export async function openFilesOf(pid: number): Promise<number> {
  needProc();
  const held = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(held.map((one) => readlink(`/proc/${pid}/fd/${one}`).catch(() => '')));
  return targets.filter((one) => one !== '').length;
}

/** An address of IPv4 as /proc/net/tcp writes it: its bytes from the last to the first. */
const written = (address: string) =>
  address
    .split('.')
    .map((byte) => Number(byte).toString(16).padStart(2, '0').toUpperCase())
    .reverse()
    .join('');

/**
 * The ports of those who come from that address of the loopback, and whose connection the server at that port still holds.
 * A port that was given back goes to somebody else after some thousand connections: who counts some of them gives these an
 * address of their own. @throws as `residentOf` does
 */
export async function heldBy(port: number, address: string): Promise<Set<number>> {
  needProc();
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').slice(1);
  const read = lines.map((line) => /^\s*\d+: \w+:(\w+) (\w+):(\w+) (\w+)/.exec(line)?.slice(1) ?? []);
  const established = read.filter(
    ([at = '', from, , state]) => Number.parseInt(at, 16) === port && from === written(address) && state === '01',
  );
  return new Set(established.map(([, , of = '']) => Number.parseInt(of, 16)));
}

/** Every file below a folder once, however many names it has there: what it is told by, one of its names, its bytes. */
export async function heldIn(folder: string): Promise<Map<string, { name: string; bytes: number }>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const held = new Map<string, { name: string; bytes: number }>();
  for (const name of files) {
    const file = await stat(name).catch(() => undefined);
    if (file) held.set(`${file.dev}:${file.ino}`, { name, bytes: file.size });
  }
  return held;
}

/** Bytes as people read them. */
export const inMb = (bytes: number) => `${(bytes / 1e6).toFixed(1).replace('.', ',')} Mo`;
