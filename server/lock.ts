/**
 * One process serves one data folder.
 *
 * Promise: a lock is held by at most one living process; that of a process that died is taken over. A process of this
 * machine is known dead by its id and its start time; of another machine or container (same folder, shared), by a mark
 * it no longer refreshes.
 */
import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';

/** Milliseconds between two refreshes, and after which a mark from elsewhere is abandoned without a second look. */
const refreshEvery = 5000;
const abandonedAfter = 20_000;

const holder = z.object({ pid: z.number().int().positive(), host: z.string(), started: z.string() });
type Holder = z.infer<typeof holder>;

export type Lock = { ok: true; release: () => Promise<void> } | { ok: false; pid: number; host: string };

/** When a process started, in the system's own count; empty where `/proc` is not. Tells apart two users of one id. */
async function startOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // proc(5): field 22, counted after the command name, which is in brackets and may hold anything.
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Whether somebody elsewhere still refreshes the mark: looked at until it moves, or for longer than it may rest. */
async function isRefreshed(file: string): Promise<boolean> {
  const seen = async () => (await stat(file).catch(() => undefined))?.mtimeMs;
  const first = await seen();
  if (first === undefined || Date.now() - first > abandonedAfter) return false;
  for (let waited = 0; waited < refreshEvery * 1.5; waited += 500) {
    await setTimeout(500);
    if ((await seen()) !== first) return true;
  }
  return false;
}

async function isAlive(found: Holder, file: string): Promise<boolean> {
  if (found.host !== hostname()) return isRefreshed(file);
  if ((await startOf(found.pid)) !== found.started) return false;
  try {
    process.kill(found.pid, 0);
    return true;
  } catch (error) {
    // Not permitted to signal it: it lives, under another account.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function read(file: string): Promise<Holder | undefined> {
  try {
    const parsed = holder.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // Absent, or cut short by the death of its writer.
  }
}

/** Writes a lock whole, under a name of its own, for `use`; nothing is left under that name. */
async function written<T>(file: string, mine: string, use: (own: string) => Promise<T>): Promise<T> {
  const own = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, mine);
  try {
    return await use(own);
  } finally {
    await rm(own, { force: true });
  }
}

/** Gives a lock its name, when nobody has it: the name appears once, for one process. */
async function claim(file: string, mine: string): Promise<boolean> {
  try {
    await written(file, mine, (own) => link(own, file));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Tells this lock from any that had the name before or will have it. */
async function identity(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found ? `${found.ino}-${found.mtimeNs}` : '';
}

/**
 * Takes the name, from the dead too. The right to replace a given dead lock is itself a lock, named after it: only who
 * has that right replaces it, and only while it still is what was found dead.
 * @returns nothing when it is ours, else who has it or is about to
 */
async function acquire(file: string, mine: string): Promise<Holder | undefined> {
  for (;;) {
    if (await claim(file, mine)) return undefined;
    const seen = await identity(file);
    const found = await read(file);
    if (seen === '' || (await identity(file)) !== seen) continue; // Given back or taken meanwhile.
    if (found && (await isAlive(found, file))) return found;
    const right = `${file}.after-${seen}`;
    const quicker = await acquire(right, mine);
    if (quicker) return quicker;
    try {
      if ((await identity(file)) !== seen) continue;
      await written(file, mine, (own) => rename(own, file));
      return undefined;
    } finally {
      await rm(right, { force: true });
    }
  }
}

/** Who serves a data folder now; nothing when nobody does. Changes nothing. */
export async function holderOf(dataDir: string): Promise<{ pid: number; host: string } | undefined> {
  const file = path.join(dataDir, 'palmares.lock');
  const found = await read(file);
  return found && (await isAlive(found, file)) ? { pid: found.pid, host: found.host } : undefined;
}

/**
 * Takes the lock of a data folder.
 * @returns the way to release it, or who holds it
 * @throws the system's error when the folder cannot be written
 */
export async function takeLock(dataDir: string): Promise<Lock> {
  const file = path.join(dataDir, 'palmares.lock');
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), started: await startOf(process.pid) });
  const other = await acquire(file, mine);
  if (other) return { ok: false, pid: other.pid, host: other.host };
  const timer = setInterval(() => utimes(file, new Date(), new Date()).catch(() => undefined), refreshEvery);
  timer.unref();
  const release = async () => {
    clearInterval(timer);
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
  };
  return { ok: true, release };
}
