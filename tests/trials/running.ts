/**
 * Trials run one after the other, each in a process and a data folder of its own that go with it.
 *
 * Promise: every trial asked for has a result; one that hangs is ended and has failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../bench/http.ts';
import { lineOf } from './report.ts';
import type { Told } from './run.ts';
import type { Listed, Result } from './trial.ts';

/** Minutes after which a trial that says nothing more is ended. */
const patience = 5;

/** Runs one trial. @param tell says how far it is */
export async function runTrial(listed: Listed, rounds: number, tell: (line: string) => void): Promise<Result> {
  const { name, title, passes } = listed;
  const folder = await mkdtemp(path.join(tmpdir(), `palmares-trial-${name}-`));
  const since = performance.now();
  try {
    const told = await ended(listed, rounds, folder, tell);
    const seconds = (performance.now() - since) / 1000;
    return { name, title, passes, seconds, ...told };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Ended = Exclude<Told, { progress: string }>;

const namespace = ['unshare', '--user', '--map-root-user', '--mount'];

/** The program that gives a trial a disk of its own to mount; nothing where the system does not allow it. */
function around({ mounts }: Listed): string[] {
  const [program = '', ...args] = namespace;
  return mounts && spawnSync(program, [...args, 'true']).status === 0 ? namespace : [];
}

async function ended(listed: Listed, rounds: number, folder: string, tell: (line: string) => void): Promise<Ended> {
  const port = await freePort();
  const origin = { DATA_DIR: folder, HOST: '127.0.0.1', PORT: String(port), SITE_URL: `http://127.0.0.1:${port}` };
  const run = [...process.execArgv, path.join(import.meta.dirname, 'run.ts'), listed.name, String(rounds)];
  const [program = '', ...args] = [...around(listed), process.execPath, ...run];
  const child = spawn(program, args, {
    cwd: path.join(import.meta.dirname, '..', '..'),
    env: { ...process.env, ...origin },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true, // Its group is ended with it, the server it started among them.
  });
  const endGroup = () => process.kill(-(child.pid ?? 0), 'SIGKILL');
  process.once('exit', endGroup);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  let last: Ended | undefined;
  const quiet = setTimeout(endGroup, patience * 60_000);
  child.on('message', (told: Told) => {
    quiet.refresh();
    if ('progress' in told) tell(told.progress);
    else last = told;
  });
  await new Promise<void>((resolve) => child.once('close', () => resolve()));
  clearTimeout(quiet);
  process.off('exit', endGroup);
  try {
    endGroup();
  } catch {
    // Nothing of it is left.
  }
  const words = printed.split('\n').slice(-15).join('\n');
  return last ?? { outcome: { times: 0, failures: [`l’épreuve s’est interrompue\n${words}`], worst: '' } };
}

/** Tells somebody who watches how far a trial is each time it says so; a log, once a minute. */
function tell(name: string): (line: string) => void {
  let told = performance.now();
  return (line) => {
    if (!process.stdout.isTTY && performance.now() - told < 60_000) return;
    told = performance.now();
    console.log(`  ${name} : ${line}`);
  };
}

/** Runs them one after the other, those that last beside the rest; prints a line for each. @returns in the order given */
export async function runTrials(selection: Listed[], rounds: (listed: Listed) => number): Promise<Result[]> {
  const results = new Map<string, Result>();
  const one = async (listed: Listed) => {
    const result = await runTrial(listed, rounds(listed), tell(listed.name));
    results.set(listed.name, result);
    console.log(lineOf(result));
  };
  const beside = selection.filter((listed) => listed.beside).map(one);
  for (const listed of selection) if (!listed.beside) await one(listed);
  await Promise.all(beside);
  return selection.flatMap((listed) => results.get(listed.name) ?? []);
}
