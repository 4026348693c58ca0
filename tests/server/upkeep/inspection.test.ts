/** What is said of a database that cannot be looked at: « abîmée » and « restaurez » are for damage, and for nothing else. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../../prisma/engine.ts';
import { deploy, status } from '../../../prisma/migrate.ts';
import { closeStore, openStore } from '../../../server/database.ts';
import { inspectDatabase } from '../../../server/upkeep/inspection.ts';
import { longTest } from '../../effort.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palmares-inspection-'));
  file = path.join(folder, 'palmares.db');
});
afterEach(async () => {
  await closeStore();
  await rm(folder, { recursive: true });
});

/** What a backup or the doctor, the check of the schema, and a start say. */
async function told(at = file): Promise<string[]> {
  const asked = [
    inspectDatabase(at),
    status(at).then(({ sentence }) => Promise.reject(new Error(sentence))),
    openStore(at),
  ];
  return Promise.all(
    asked.map((one) =>
      one.then(
        () => 'rien',
        (error: Error) => error.message,
      ),
    ),
  );
}

/** Damage, and the remedy that replaces what is there. */
const restoring = /est abîmée|[Rr]estaurez/;

test('none, or one somewhere else: look where it should be', async () => {
  for (const [who, sentence] of Object.entries(await told())) {
    expect(sentence, who).toMatch(/n’existe pas/);
    expect(sentence, who).not.toContain('est abîmée');
  }
  expect((await told())[0]).toContain('vérifiez DATA_DIR');
});

test('one that cannot be reached is not said to be absent, nor damaged', async () => {
  await symlink(file, file);
  for (const [who, sentence] of Object.entries(await told())) {
    expect(sentence, who).toMatch(/ne s’ouvre pas \(.*ELOOP.*\).*rien ne dit qu’elle soit abîmée.*compte/);
    expect(sentence, who).not.toMatch(restoring);
  }
});

/** As root nothing is closed: then the look is taken by a process of somebody else, where that one can read this code. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const canLook = spawnSync(
  process.execPath,
  ['-e', `require('fs').readFileSync(${JSON.stringify(import.meta.filename)})`],
  nobody,
);

longTest('one closed to this account: use the account of the site', async ({ skip }) => {
  skip(canLook.status !== 0, 'nobody may read this copy of the code');
  await deploy(file);
  const module = (name: string) => JSON.stringify(path.join(import.meta.dirname, '../../..', name));
  const script = `const { inspectDatabase } = await import(${module('server/upkeep/inspection.ts')});
    const { status } = await import(${module('prisma/migrate.ts')});
    await inspectDatabase(${JSON.stringify(file)}).catch((error) => console.log(error.message));
    console.log((await status(${JSON.stringify(file)})).sentence);`;
  const words = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
  for (const [at, mode] of [
    [file, 0o000],
    [folder, 0o000],
  ] as const) {
    await chmod(folder, 0o755);
    await chmod(at, mode);
    const { stdout, stderr } = spawnSync(process.execPath, words, { ...nobody, encoding: 'utf8' });
    await chmod(folder, 0o700);
    const sentences = stdout.trim().split('\n');
    expect([sentences.length, stderr]).toEqual([2, '']);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/ne s’ouvre pas .*rien ne dit qu’elle soit abîmée\. Employez le compte/);
      expect(sentence).not.toMatch(restoring);
    }
  }
});

longTest('one that another program holds: wait', async () => {
  await deploy(file);
  const other = await connect(file);
  await other.executeScript('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  for (const [who, sentence] of Object.entries(await told())) {
    expect(sentence, who).toMatch(/Un autre programme tient .*n’est pas abîmée pour autant/);
    expect(sentence, who).not.toMatch(restoring);
  }
  await other.dispose();
  expect((await told())[2]).toBe('rien');
});

test('one that is damaged, or of something else: restore', async () => {
  await writeFile(file, 'Ceci n’est pas une base.'.repeat(90));
  for (const sentence of await told())
    expect(sentence).toMatch(/est abîmée ou illisible \(file is not a database\).*npm run restore/);
  await rm(file);
  await deploy(file);
  await truncate(file, 20_000);
  expect((await told())[0]).toMatch(/est abîmée ou illisible \(.*malformed.*\).*npm run restore/);
  await rm(file);
  const stranger = await connect(file, { create: true });
  await stranger.executeScript('CREATE TABLE recipe (id TEXT)');
  await stranger.dispose();
  for (const sentence of await told()) expect(sentence).toContain('n’est pas une base de Palmarès');
});
