/** An installation of its own: its process, its commands, its store beside them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { drill } from '../site.ts';

Object.assign(process.env, {
  DATA_DIR: drill.dataDir,
  PORT: String(drill.port),
  HOST: 'localhost',
  SITE_URL: '',
  SECRET_KEY: '',
  BACKUP_DIR: '',
});

const { closeStore, databaseFile, reader, readyStore } = await import('../../../server/database.ts');
const { hire } = await import('../../hire.ts');

export { closeStore, hire, reader };

type Ended = { code: number | null; said: string };

function launch(script: string, words: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const given = ['--disable-warning=ExperimentalWarning', path.join(drill.root, 'bin', script), ...words];
  const child = spawn(process.execPath, given, { cwd: drill.root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  return { child, ended: once(child, 'close').then(([code]) => ({ code, said })) };
}

/** Runs a command of `bin/` to its end. */
export const run = (script: string, ...words: string[]): Promise<Ended> => launch(script, words).ended;

/** Starts the site as `npm start` does, and waits until it answers. @returns how to stop it @throws what it printed */
export async function start(): Promise<() => Promise<void>> {
  const { child, ended } = launch('start.ts', []);
  let over: Ended | undefined;
  void ended.then((outcome) => {
    over = outcome;
  });
  const answers = () =>
    fetch(`${drill.address}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (over) throw new Error(over.said);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await readyStore(databaseFile());
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

/** The publication that the whole of the baked site shows. */
export async function bakedPublication(): Promise<number> {
  const manifest = await readFile(path.join(drill.dataDir, 'site', 'current', 'manifest.json'), 'utf8').catch(
    () => '{}',
  );
  return JSON.parse(manifest).publicationNumber ?? 0;
}

/** Every public file by its name, with its SHA-256; compressed ones too. */
export async function publicFiles(): Promise<Record<string, string>> {
  const folder = path.join(drill.dataDir, 'site', 'current', 'public');
  const files: Record<string, string> = {};
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue;
    const file = path.join(one.parentPath, one.name);
    files[path.relative(folder, file)] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  }
  return Object.fromEntries(Object.entries(files).sort());
}
