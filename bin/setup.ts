/**
 * What must be there before the site can run: the database client, the store with its first words, the build.
 *
 * Promise: each step does nothing when its result is up to date, and leaves nothing half made when it fails.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal, step } from './progress.ts';
import { unpackCompiler } from './query-compiler.ts';

const root = path.join(import.meta.dirname, '..');
const inRoot = (...parts: string[]) => path.join(root, ...parts);

/** SHA-256 over the names, from the root on, and bytes of every file of these folders and files: the same wherever they stand. */
async function fingerprint(places: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places) {
    const entries = await readdir(inRoot(place), { recursive: true, withFileTypes: true }).catch(() => null);
    const files = entries?.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
    for (const file of (files ?? [inRoot(place)]).sort())
      hash.update(path.relative(root, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Runs a program of node_modules to its end. @throws {Refusal} with `remedy` and the last lines of what it printed */
export async function run(program: string[], remedy: string, env: Record<string, string> = {}): Promise<void> {
  const [name = '', ...args] = program;
  const child = spawn(process.execPath, [inRoot('node_modules', name), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Refusal(`${remedy}\n${printed.split('\n').slice(-30).join('\n')}`);
}

/** Runs `make` unless `stamp` already holds the fingerprint of `places`; writes the stamp last. */
async function unlessUpToDate(stamp: string, places: string[], make: () => Promise<void>): Promise<string | null> {
  const wanted = await fingerprint(places);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return null;
  await rm(stamp, { force: true });
  await make();
  await writeFile(stamp, wanted);
  return 'fait';
}

/** The Prisma client, generated without Prisma's downloaded engine (any executable stands in for it). */
export function generateClient(): Promise<void> {
  const stamp = inRoot('prisma', 'generated', '.stamp');
  return step('Client de la base', () =>
    unlessUpToDate(stamp, ['prisma/schema.prisma', 'package-lock.json', 'bin/query-compiler.ts'], async () => {
      await run(
        ['prisma/build/index.js', 'generate', '--config', 'prisma/prisma.config.ts'],
        'Le client de la base n’a pas pu être généré. Relancez la commande ; si cela persiste, supprimez node_modules.',
        { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
      );
      await unpackCompiler(inRoot('prisma', 'generated', 'internal'));
    }),
  );
}

/**
 * Takes the types off all that a serving process may load, in a process of its own, and keeps what is left: the program
 * that does so, 20 MB, is then not loaded by the process that serves. Where that fails, it is loaded there.
 */
export async function takeTypesOff(...besides: string[]): Promise<void> {
  const files = await readdir(inRoot('server'), { recursive: true });
  const modules = [...files.map((one) => path.join('server', one)), 'prisma/aside.ts', 'prisma/seed.ts', ...besides];
  const urls = modules.filter((one) => one.endsWith('.ts')).map((one) => pathToFileURL(inRoot(one)).href);
  const load = `for (const one of ${JSON.stringify(urls)}) await import(one).catch(() => {}); process.exit(0)`;
  const args = [...process.execArgv, '--input-type=module', '-e', load];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
}

/** It holds drafts, accounts and what readers wrote. SQLite gives the files beside it the mode of the first. */
async function keepPrivate(file: string): Promise<void> {
  for (const one of [file, `${file}-wal`, `${file}-shm`]) await chmod(one, 0o600).catch(() => undefined);
}

/** The SQLite file of DATA_DIR, made and migrated, and seeded when it holds no entry. */
export async function prepareStore(): Promise<void> {
  const { env } = await import('../server/env.ts');
  const { dataDir, backups } = env();
  const { refuseEmptied, refuseUnready } = await import('../server/start/store.ts');
  await refuseUnready(dataDir, backups.folder);
  await mkdir(dataDir, { recursive: true }).catch((error: Error) => {
    throw new Refusal(`Le dossier de données ${dataDir} ne peut pas être créé (${error.message}). Changez DATA_DIR.`);
  });
  const { databaseFile, openStore, reader } = await import('../server/database.ts');
  const { deployAside } = await import('../prisma/aside.ts');
  await step('Base de données', async () => {
    const { applied } = await deployAside(databaseFile());
    await openStore(databaseFile());
    await keepPrivate(databaseFile());
    return applied.length === 0 ? null : `${applied.length} migration(s) appliquée(s)`;
  });
  await step('Contenu', async () => {
    if ((await reader().publication.count()) > 0) return null;
    refuseEmptied(dataDir);
    const { seed } = await import('../prisma/seed.ts');
    const { added, problems } = await seed();
    const blocking = problems.map((one) => `${one.slug}, ${one.path} : ${one.message}`);
    if (blocking.length > 0) throw new Refusal(`Le contenu de départ est refusé.\n${blocking.join('\n')}`);
    return `${added} fiches publiées`;
  });
}

const BUILT_FROM = [
  'app',
  'components',
  'server',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** The Next build; needs no database. It starts from nothing: what a killed build leaves makes the next one fail. */
export function buildApplication(): Promise<void> {
  const build = async () => {
    await rm(inRoot('.next'), { recursive: true, force: true });
    await run(['next/dist/bin/next', 'build'], 'L’application n’a pas pu être construite.', {
      NEXT_TELEMETRY_DISABLED: '1',
    });
    await takeTypesOff();
  };
  return step('Construction de l’application', () =>
    unlessUpToDate(inRoot('.next', 'palmares-built-from'), BUILT_FROM, build),
  );
}
