import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { connect } from '../../../prisma/engine.ts';
import { migrationsFolder } from '../../../prisma/history.ts';
import { deploy } from '../../../prisma/migrate.ts';
import { manifestText } from '../../../server/bakery/manifest.ts';
import { currentBuild, putOnline } from '../../../server/bakery/swap.ts';
import { closeStore, openStore, reader, write } from '../../../server/database.ts';
import { takeLock } from '../../../server/lock.ts';
import { seal } from '../../../server/staff/vault.ts';
import { StartError } from '../../../server/start/checks.ts';
import { refuseUnready } from '../../../server/start/store.ts';
import { BackupError } from '../../../server/upkeep/archive.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { restoreBackup } from '../../../server/upkeep/restore.ts';
import { freshStore, hired } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';

let dataDir: string;
let folder: string;
let elsewhere: string;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ folder: dataDir, close } = await freshStore());
  folder = path.join(dataDir, 'backups');
  elsewhere = await mkdtemp(path.join(tmpdir(), 'palmares-restore-'));
  Object.assign(process.env, { DATA_DIR: dataDir, SECRET_KEY: '' });
});
afterEach(async () => {
  await close();
  await rm(elsewhere, { recursive: true });
});

const at = new Date('2026-11-23T09:00:00Z');
const add = (id: string) => write((tx) => tx.entry.create({ data: { id, kind: 'laureate', slug: id, createdAt: at } }));
const page = 'versions/pages/laureats/le-fournil/versions/1.html';
const put = async (name: string, text: string) => {
  await mkdir(path.join(dataDir, path.dirname(name)), { recursive: true });
  await writeFile(path.join(dataDir, name), text);
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: Error) =>
      error instanceof BackupError || error instanceof StartError
        ? error.message
        : `not a sentence: ${error.name} ${error.stack}`,
  );
const entries = async () => {
  await openStore(path.join(dataDir, 'palmares.db'));
  return (await reader().entry.findMany({ orderBy: { id: 'asc' } })).map((one) => one.id);
};
const restore = (file: string) => restoreBackup(file, { dataDir, folder });

describe('restoring', () => {
  test('puts back what was there, keeps what it replaced, and leaves the key, the backups and the baked site', async () => {
    await add('le-fournil');
    await put(page, 'la première version');
    const { file } = await makeBackup({ dataDir, folder });
    await add('trop-tard');
    await put('versions/pages/laureats/trop-tard.html', 'après');
    await put('site/build/public/index.html', 'cuit');
    await put('secret.key', 'ab'.repeat(32));
    await closeStore();
    const { replaced, applied } = await restore(file);
    expect(applied).toEqual([]);
    expect(await entries()).toEqual(['le-fournil']);
    expect(await reader().$queryRaw`PRAGMA journal_mode`).toEqual([{ journal_mode: 'wal' }]);
    expect(await readdir(path.join(dataDir, 'versions/pages/laureats'))).toEqual(['le-fournil']);
    expect(await readFile(path.join(dataDir, page), 'utf8')).toBe('la première version');
    for (const kept of ['site/build/public/index.html', 'secret.key', `backups/${path.basename(file)}`])
      await expect(readFile(path.join(dataDir, kept)), kept).resolves.toBeDefined();
    await closeStore();
    const top = (await readdir(dataDir)).sort();
    expect(top).toEqual(['backups', 'palmares.db', 'replaced', 'secret.key', 'site', 'versions']);
    await openStore(path.join(replaced ?? '', 'palmares.db'));
    expect(await reader().entry.count()).toBe(2);
    expect(await readdir(path.join(replaced ?? '', 'versions/pages/laureats'))).toContain('trop-tard.html');
    await closeStore();
  });

  test('into an empty folder of another machine needs nothing there', async () => {
    await add('le-fournil');
    const { file } = await makeBackup({ dataDir, folder });
    await cp(file, path.join(elsewhere, 'sauvegarde.tar.gz'));
    await closeStore();
    await rm(dataDir, { recursive: true });
    const { replaced } = await restore(path.join(elsewhere, 'sauvegarde.tar.gz'));
    expect(replaced).toBeUndefined();
    expect(await entries()).toEqual(['le-fournil']);
  });

  test('signs everybody out, closes open links, writes it in the journal, and says when the key is missing', async () => {
    await hired();
    const [session, link] = [
      { accountId: 'pascale', createdAt: at },
      { accountId: 'camille', createdAt: at },
    ];
    await write(async (tx) => {
      const still = { id: 's', tokenHash: 's', lastSeenAt: at, device: 'Chrome', ...session };
      await tx.session.create({ data: still });
      const later = new Date(Date.now() + 3600_000);
      await tx.oneTimeLink.create({ data: { id: 'l', tokenHash: 'l', purpose: 'reset', expiresAt: later, ...link } });
      await tx.account.update({ where: { id: 'pascale' }, data: { totpSecret: seal('JBSWY3DP', 'pascale') } });
    });
    const { file } = await makeBackup({ dataDir, folder });
    await closeStore();
    expect(await restore(file)).toMatchObject({ sessions: 1 });
    expect(await restore(file)).not.toHaveProperty('key');
    await rm(path.join(dataDir, 'secret.key'));
    expect((await restore(file)).key).toContain('La clé secrète de l’installation');
    await openStore(path.join(dataDir, 'palmares.db'));
    expect((await reader().session.findFirstOrThrow()).endedAt).not.toBeNull();
    expect((await reader().oneTimeLink.findFirstOrThrow()).expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
    const [line] = await reader().journalLine.findMany();
    expect(line).toMatchObject({ verb: 'restoreBackup', actorId: 'operator' });
  });

  test('names the erasures made since, whose words are back', async () => {
    const erase = (id: string, when: number) => {
      const data = { id, at: new Date(when), actorId: 'aminata', reason: `Demande ${id}`, count: 1, finishedAt: null };
      return write((tx) => tx.erasure.create({ data }));
    };
    await erase('avant', Date.now() - 60_000);
    const { file } = await makeBackup({ dataDir, folder });
    await erase('depuis', Date.now() + 60_000);
    await closeStore();
    expect((await restore(file)).erasures).toEqual([{ at: expect.any(Date), reason: 'Demande depuis' }]);
    expect((await restore(file)).erasures).toEqual([]);
  });

  test('of an older schema applies what it lacks', async () => {
    const migrations = path.join(elsewhere, 'migrations');
    const last =
      (await readdir(migrationsFolder))
        .filter((name) => /^\d/.test(name))
        .sort()
        .at(-1) ?? '';
    await cp(migrationsFolder, migrations, { recursive: true });
    await rm(path.join(migrations, last), { recursive: true });
    const older = path.join(elsewhere, 'older');
    await deploy(path.join(older, 'palmares.db'), migrations);
    const { file } = await makeBackup({ dataDir: older, folder: elsewhere });
    await closeStore();
    expect((await restore(file)).applied).toEqual([last]);
    expect(await entries()).toEqual([]);
  });

  test('leaves the baked site to be read, and to be made again at the next start', async () => {
    const { file } = await makeBackup({ dataDir, folder });
    await closeStore();
    const site = path.join(dataDir, 'site');
    const about = { format: 1 as const, publicationNumber: 0, fingerprint: 'f', codeBuild: 'c', previousCodeBuild: '' };
    const rest = { bakedAt: at.toISOString(), replaced: '', entries: new Map() };
    await put('site/build/manifest.json', manifestText({ ...about, ...rest }));
    await putOnline(site, 'build');
    await restore(file);
    expect((await currentBuild(site))?.manifest).toMatchObject({ publicationNumber: -1, fingerprint: 'f' });
  });
});

describe('a restoration is refused, and changes nothing,', () => {
  let file: string;
  beforeEach(async () => {
    await add('le-fournil');
    ({ file } = await makeBackup({ dataDir, folder }));
    await add('depuis');
  });
  afterEach(async () => {
    expect(await entries()).toEqual(['depuis', 'le-fournil']);
    expect((await readdir(dataDir)).filter((name) => !/^palmares\.db/.test(name))).toEqual(['backups']);
  });

  test('while a process serves the folder', async () => {
    const lock = await takeLock(dataDir);
    await closeStore();
    expect(await refusal(restore(file))).toContain(`Un autre processus (n° ${process.pid}`);
    if (lock.ok) await lock.release();
  });

  test('when the file is absent or damaged', async () => {
    await closeStore();
    expect(await refusal(restore(path.join(folder, 'rien.tar.gz')))).toContain('ne peut pas être lue (ENOENT)');
    const bytes = await readFile(file);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
    await writeFile(file, bytes);
    expect(await refusal(restore(file))).toMatch(/n’est pas une sauvegarde entière|est abîmée/);
  });

  test('when its schema is newer than this code, or is not what its migrations make', async () => {
    const newer = path.join(elsewhere, 'newer');
    const migrations = path.join(elsewhere, 'migrations');
    await cp(migrationsFolder, migrations, { recursive: true });
    await mkdir(path.join(migrations, '20991231000000_later'));
    const sql = 'CREATE TABLE "Later" ("id" TEXT NOT NULL PRIMARY KEY);';
    await writeFile(path.join(migrations, '20991231000000_later/migration.sql'), sql);
    await deploy(path.join(newer, 'palmares.db'), migrations);
    const made = await makeBackup({ dataDir: newer, folder: elsewhere });
    await closeStore();
    expect(await refusal(restore(made.file))).toContain('plus récente que ce programme (migrations inconnues : 2099');
    const drifted = path.join(elsewhere, 'drifted');
    await deploy(path.join(drifted, 'palmares.db'));
    const hand = await connect(path.join(drifted, 'palmares.db'));
    await hand.executeScript('CREATE TABLE "Added" ("id" TEXT)');
    await hand.dispose();
    const other = await makeBackup({ dataDir: drifted, folder: elsewhere });
    expect(await refusal(restore(other.file))).toContain('n’a pas les tables que ses migrations annoncent');
  });
});

test('one that was interrupted refuses the next start, and is finished by another', async () => {
  await add('le-fournil');
  const { file } = await makeBackup({ dataDir, folder });
  await closeStore();
  // As a process killed between the two renames leaves it.
  await mkdir(path.join(dataDir, 'replaced/before'), { recursive: true });
  await writeFile(path.join(dataDir, 'restore.unfinished'), '');
  expect(await refusal(refuseUnready(dataDir, folder))).toContain('s’est arrêtée en chemin');
  await restore(file);
  await refuseUnready(dataDir, folder);
  expect(await entries()).toEqual(['le-fournil']);
});
