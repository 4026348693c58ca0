/**
 * The house under trial: the real server process on the data folder and the port of the environment.
 *
 * Promise: one process at a time; what it printed is kept, for when it says why it did not start.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { env } from '../../server/env.ts';

const root = path.join(import.meta.dirname, '..', '..');

export type House = {
  pid: number;
  /** What it printed so far. */
  printed: () => string;
  /** Ends it without warning. */
  kill: () => Promise<void>;
  /** Asks it to stop, as a service manager does. @throws when the front fell meanwhile: another takes its place unseen */
  stop: () => Promise<void>;
};

/** The origin it answers at. */
export const origin = () => env().siteUrl;

/** The status of an answer; 0 when there was none within `patience` milliseconds. */
export async function status(at: string, patience = 10_000): Promise<number> {
  try {
    const answer = await fetch(origin() + at, { redirect: 'manual', signal: AbortSignal.timeout(patience) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Waits until an address answers 200. @returns milliseconds it took @throws when it does not within two minutes */
export async function ready(at: string): Promise<number> {
  const since = performance.now();
  while ((await status(at, 2000)) !== 200) {
    if (performance.now() - since > 120_000) throw new Error(`${at} never answered 200.`);
    await pause(20);
  }
  return performance.now() - since;
}

/** Starts the server. @param around a program with its arguments that runs it, such as one that gives it another disk */
export function start(around: string[] = []): House & { child: ChildProcess } {
  const given = [...around, process.execPath, ...process.execArgv, path.join(root, 'server', 'main.ts')];
  const [program = '', ...args] = given;
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return {
    ...{ child, pid: child.pid ?? 0, printed: () => printed },
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      const [fall] = /La façade s’est arrêtée[^\n"]*/.exec(printed) ?? [];
      if (fall) throw new Error(fall);
    },
  };
}

/** Starts the server and waits until the public pages and the newsroom answer. */
export async function opened(around: string[] = []): Promise<House & { took: number }> {
  const house = start(around);
  const failed = once(house.child, 'exit').then(() => {
    throw new Error(`The server ended: ${house.printed().slice(-2000)}`);
  });
  const up = (async () => (await ready('/')) + (await ready('/connexion')))();
  failed.catch(() => undefined);
  return { ...house, took: await Promise.race([up, failed]) };
}
