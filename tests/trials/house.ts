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
  /**
   * Ends it without warning; asks it to stop, as a service manager does. @throws when it had ended by itself before, or when
   * the front fell meanwhile: another takes its place unseen
   */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
};

/** What is started: the serving process alone, or all that `npm start` does once Node is chosen. */
export type Entrance = 'server/main.ts' | 'bin/start.ts';

/** The origin it answers at. */
export const origin = () => env().siteUrl;

/**
 * What an address answers to whom this session is of; 0 and nothing when no answer came within `patience` milliseconds.
 */
export async function answered(
  at: string,
  patience = 10_000,
  token?: string,
): Promise<{ status: number; text: string }> {
  try {
    const headers = { Accept: 'text/html', ...(token !== undefined && { Cookie: `palmares=${token}` }) };
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(origin() + at, { redirect: 'manual', signal, headers });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

/** The status of {@link answered}. */
export const status = async (...asked: Parameters<typeof answered>): Promise<number> =>
  (await answered(...asked)).status;

/** Waits until an address answers 200. @returns milliseconds it took @throws when it does not within two minutes */
export async function ready(at: string): Promise<number> {
  const since = performance.now();
  while ((await status(at, 2000)) !== 200) {
    if (performance.now() - since > 120_000) throw new Error(`${at} never answered 200.`);
    await pause(20);
  }
  return performance.now() - since;
}

/** Starts the server. @param more settings besides those of the environment */
export function start(
  entrance: Entrance = 'server/main.ts',
  more: Record<string, string> = {},
): House & { child: ChildProcess } {
  const child = spawn(process.execPath, [...process.execArgv, path.join(root, entrance)], {
    ...{ cwd: root, env: { ...process.env, ...more } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(
        `The server had ended by itself (${child.signalCode ?? child.exitCode}): ${printed.slice(-2000)}`,
      );
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    const [fall] = /La façade s’est arrêtée[^\n"]*/.exec(printed) ?? [];
    if (fall) throw new Error(fall);
  };
  return {
    ...{ child, pid: child.pid ?? 0, printed: () => printed },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** Starts the server and waits until the public pages and the newsroom answer. */
export async function opened(
  entrance?: Entrance,
  more?: Record<string, string>,
): Promise<House & { took: number; child: ChildProcess }> {
  const house = start(entrance, more);
  const failed = once(house.child, 'exit').then(() => {
    throw new Error(`The server ended: ${house.printed().slice(-2000)}`);
  });
  const up = (async () => (await ready('/')) + (await ready('/connexion')))();
  failed.catch(() => undefined);
  return { ...house, took: await Promise.race([up, failed]) };
}
