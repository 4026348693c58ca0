import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusedStart } from '../../../bin/progress.ts';
import { connect, rows } from '../../../prisma/engine.ts';
import { migrationsFolder } from '../../../prisma/history.ts';
import { deploy } from '../../../prisma/migrate.ts';
import { refuseEmptied, refuseUnready } from '../../../server/start/store.ts';
import { nameOf } from '../../../server/upkeep/shelf.ts';
import { longTest } from '../../effort.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
let dataDir: string;
let file: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'palmares-start-'));
  file = path.join(dataDir, 'palmares.db');
});
afterEach(() => rm(dataDir, { recursive: true }));

/** Runs a program of this project to its end. @returns how it ended, and the last line that it printed */
function run(script: string, ...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(root, script), ...words], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '4479', HOST: '127.0.0.1', SITE_URL: '', BACKUP_DIR: '' },
    cwd: root,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) =>
    child.on('exit', (code) => resolve({ code, said: said.trim().split('\n').at(-1) ?? '' })),
  );
}

const refusal = (work: Promise<void>) =>
  work.then(
    () => 'accepted',
    (error: Error) => error.message,
  );

describe('a database that was there and is not any more', () => {
  test('is told by what it left behind; empty folders are a new site', async () => {
    const backups = path.join(dataDir, 'backups');
    expect(await refusal(refuseUnready(dataDir, backups))).toBe('accepted');
    await mkdir(backups);
    expect(await refusal(refuseUnready(dataDir, backups))).toBe('accepted');
    const traces = ['site', 'versions', 'secret.key', 'replaced', 'palmares.db-wal'];
    for (const trace of traces) {
      await mkdir(path.join(dataDir, trace));
      expect(await refusal(refuseUnready(dataDir, backups)), 'systemd makes folders before the first start').toBe(
        'accepted',
      );
      await writeFile(path.join(dataDir, trace, 'left'), '');
      const said = await refusal(refuseUnready(dataDir, backups));
      expect(said).toContain(`manque, alors que ce site a déjà servi (${trace}). Restaurez une sauvegarde`);
      await rm(path.join(dataDir, trace), { recursive: true });
    }
    await writeFile(path.join(backups, nameOf(new Date(), true)), '');
    expect(await refusal(refuseUnready(dataDir, backups))).toContain('npm run restore');
  });

  test('is not filled with the first words again beside pages that were published', async () => {
    expect(() => refuseEmptied(dataDir)).not.toThrow();
    await mkdir(path.join(dataDir, 'versions'));
    expect(() => refuseEmptied(dataDir)).not.toThrow();
    await writeFile(path.join(dataDir, 'versions', 'kept'), '');
    expect(() => refuseEmptied(dataDir)).toThrow('est vide, alors que ce site a déjà publié (versions)');
  });

  longTest.each([
    ['server/main.ts', [], 1],
    ['bin/start.ts', [], refusedStart],
    ['bin/db.ts', ['deploy'], 1],
  ])('is made anew neither by %s nor under another name', async (script, words, expected) => {
    await mkdir(path.join(dataDir, 'versions'));
    await writeFile(path.join(dataDir, 'versions', 'kept'), '');
    const { code, said } = await run(script, ...words);
    expect([code, said]).toEqual([
      expected,
      expect.stringContaining('manque, alors que ce site a déjà servi (versions)'),
    ]);
    expect(await readdir(dataDir)).toEqual(['versions']);
  });
});

/** What the process says of a database that is not fit, and whether it left it alone. */
async function judged(): Promise<{ code: number | null; said: string; same: boolean }> {
  const before = await readFile(file).catch(() => undefined);
  const outcome = await run('server/main.ts');
  const after = await readFile(file).catch(() => undefined);
  return { ...outcome, same: before?.toString('latin1') === after?.toString('latin1') };
}

describe('the process refuses to start, with one sentence and code 1, on a database that is', () => {
  longTest('absent, empty, or something else', async () => {
    expect(await judged()).toMatchObject({ code: 1, said: expect.stringContaining('n’existe pas'), same: true });
    await writeFile(file, '');
    expect(await judged()).toMatchObject({ code: 1, said: expect.stringMatching(/^✗ .*restaurez/i), same: true });
    await writeFile(file, 'Ceci n’est pas une base, mais un texte assez long pour le paraître.'.repeat(20));
    expect(await judged()).toMatchObject({
      code: 1,
      said: expect.stringContaining('est abîmée ou illisible'),
      same: true,
    });
  });

  longTest('behind, drifted, or newer', async () => {
    const migrations = path.join(dataDir, 'migrations');
    const names = (await readdir(migrationsFolder)).filter((name) => /^\d/.test(name)).sort();
    await cp(migrationsFolder, migrations, { recursive: true });
    await rm(path.join(migrations, names.at(-1) ?? ''), { recursive: true });
    await deploy(file, migrations);
    expect(await judged()).toMatchObject({ code: 1, said: expect.stringContaining('attend 1 migration'), same: true });
    await deploy(file);
    const hand = await connect(file);
    await hand.executeScript('CREATE TABLE "Added" ("id" TEXT)');
    expect(await judged()).toMatchObject({
      code: 1,
      said: expect.stringContaining('ne correspond plus à ses migrations (table Added'),
    });
    await hand.executeScript('DROP TABLE "Added"');
    await hand.executeScript(
      `INSERT INTO _prisma_migrations SELECT 'x', checksum, finished_at, '2099_later', logs, rolled_back_at, started_at, applied_steps_count FROM _prisma_migrations LIMIT 1`,
    );
    await hand.dispose();
    expect(await judged()).toMatchObject({ code: 1, said: expect.stringContaining('plus récente que ce programme') });
  });

  longTest('kept from WAL', async () => {
    await deploy(file);
    const other = await connect(file);
    await rows(other, 'PRAGMA journal_mode = DELETE');
    await other.executeScript('BEGIN IMMEDIATE');
    // Not read by this process meanwhile: closing a file gives up every lock the process has on it.
    expect(await run('server/main.ts')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/Un autre programme tient .*qui n’est pas abîmée/),
    });
    await other.dispose();
  });
});
