/**
 * A site of the bench: the real server in a process of its own, on a throw-away data folder, on the loopback interface.
 *
 * Promise: it ends, and its folder goes, with `close` or with the bench.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BakeReport, BakeResult } from '../../server/bakery/oven.ts';
import type { Role } from '../../server/editorial/permissions.ts';
import { pinned } from './cores.ts';
import { say } from './figures.ts';
import { freePort } from './http.ts';
import type { Drafted, Edited, Hired, Told, Wanted } from './protocol.ts';

export type MeasuredSite = {
  pid: number;
  address: string;
  /** The public folder of the present build. */
  publicFolder: string;
  /** The bake that the start made, in a process that had baked nothing before. */
  firstBake: BakeReport;
  memory: () => Promise<NodeJS.MemoryUsage>;
  bakeWhole: (anew: boolean) => Promise<BakeReport>;
  edit: (slug: string, words: string) => Promise<Edited>;
  /** Saves a draft, as the console would. */
  draft: (slug: string, words: string) => Promise<Drafted>;
  hire: (name: string, role: Role) => Promise<Hired>;
  /** The ids of so many laureates. */
  laureates: (count: number) => Promise<string[]>;
  /** Resolves when nothing is baking any more. */
  settled: () => Promise<unknown>;
  /** Resolves when nothing is baking, though a whole bake be held back. */
  rested: () => Promise<unknown>;
  /** From now on no whole bake follows a publication: of five hundred laureates it takes minutes. */
  hold: () => Promise<unknown>;
  /** Forgets failed tries to sign in. */
  forgive: () => Promise<unknown>;
  close: () => Promise<void>;
};

type Conversation = { first: Promise<unknown>; ask: (wanted: Wanted) => Promise<unknown>; ended: Promise<void> };

function converse(child: ChildProcess): Conversation {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  child.stdout?.on('data', (chunk) => {
    for (const line of String(chunk).split('\n')) if (line.startsWith('Cuisson')) say(line);
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const first = Promise.withResolvers<unknown>();
  waiting.set(0, first);
  child.on('message', (told: Told) => {
    const waiter = waiting.get(told.number);
    waiting.delete(told.number);
    if ('value' in told) waiter?.resolve(told.value);
    else waiter?.reject(new Error(told.fault));
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => {
    const lastWords = printed
      .split('\n')
      .map((line) => line.slice(0, 300))
      .slice(-25);
    for (const waiter of waiting.values())
      waiter.reject(new Error(`The server under measure ended:\n${lastWords.join('\n')}`));
  });
  let number = 0;
  const ask = (wanted: Wanted) => {
    number += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(number, answer);
    child.send({ number, ...wanted });
    return answer.promise;
  };
  return { first: first.promise, ask, ended };
}

function start(folder: string, port: number, words: string[], pin: boolean) {
  // With the options that the launcher gives every command.
  const given = [process.execPath, ...process.execArgv, path.join(import.meta.dirname, 'served.ts'), ...words];
  const [program = '', ...args] = pin ? pinned('server', given) : given;
  const origin = { DATA_DIR: folder, HOST: '127.0.0.1', PORT: String(port), SITE_URL: `http://127.0.0.1:${port}` };
  const child = spawn(program, args, {
    cwd: path.join(import.meta.dirname, '..', '..'),
    env: { ...process.env, ...origin },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return { child, ...converse(child) };
}

function whole(result: unknown): BakeReport {
  const report = result as BakeResult | undefined;
  if (!report?.ok) throw new Error(report ? report.message : 'Nothing was baked.');
  if (report.failed.length > 0) throw new Error(`Pages failed: ${JSON.stringify(report.failed)}`);
  return report;
}

type Preparing = { folder: string; port: number; madeUp: number; versions: number; standIns: boolean };

/** Makes up what the site will show. @returns the bake of the ten laureates, when one was made */
async function prepared(
  { folder, port, madeUp, versions, standIns }: Preparing,
  onChild: (child: ChildProcess) => void,
) {
  let baked: unknown;
  if (standIns) {
    const ten = start(folder, port, [], false);
    onChild(ten.child);
    baked = await ten.first;
    ten.child.kill('SIGTERM');
    await ten.ended;
  }
  if (madeUp > 0) {
    say(`${madeUp} lauréats inventés …`);
    const words = [String(madeUp), String(versions), ...(standIns ? ['stand-ins'] : [])];
    const preparing = start(folder, port, words, false);
    onChild(preparing.child);
    await preparing.first;
    await preparing.ended;
  }
  return baked;
}

/**
 * Starts a site.
 * @param options.madeUp so many made-up laureates besides the ten, with `options.versions` each; `options.standIns` their
 * pages are not baked but stood in for (see stand-ins.ts); `options.pin` on the core kept for servers
 */
export async function openSite(
  options: { madeUp?: number; versions?: number; standIns?: boolean; pin?: boolean } = {},
): Promise<MeasuredSite> {
  const { madeUp = 0, versions = 1, standIns = false, pin = false } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-bench-'));
  const port = await freePort();
  let running: ChildProcess | undefined;
  const leave = () => {
    running?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', leave);
  const baked = await prepared({ folder, port, madeUp, versions, standIns }, (child) => {
    running = child;
  });
  const { child, first, ask, ended } = start(folder, port, [], pin);
  running = child;
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
    process.off('exit', leave);
  };
  try {
    return {
      ...{
        pid: child.pid ?? 0,
        address: `http://127.0.0.1:${port}`,
        publicFolder: path.join(folder, 'site', 'current', 'public'),
        close,
      },
      firstBake: whole((await first) ?? baked),
      memory: async () => (await ask({ want: 'memory' })) as NodeJS.MemoryUsage,
      bakeWhole: async (anew) => whole(await ask({ want: 'whole', anew })),
      edit: async (slug, words) => (await ask({ want: 'edit', slug, words })) as Edited,
      draft: async (slug, words) => (await ask({ want: 'draft', slug, words })) as Drafted,
      hire: async (name, role) => (await ask({ want: 'hire', name, role })) as Hired,
      laureates: async (count) => (await ask({ want: 'laureates', count })) as string[],
      settled: () => ask({ want: 'settled' }),
      rested: () => ask({ want: 'rested' }),
      hold: () => ask({ want: 'hold' }),
      forgive: () => ask({ want: 'forgive' }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
