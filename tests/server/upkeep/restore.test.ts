import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { migrationsFolder } from '../../../prisma/history.ts';
import { deploy } from '../../../prisma/migrate.ts';
import { manifestText } from '../../../server/bakery/manifest.ts';
import { currentBuild, putOnline } from '../../../server/bakery/swap.ts';
import { closeStore, openStore, reader, write } from '../../../server/database.ts';
import { seal } from '../../../server/staff/vault.ts';
import { refuseUnready } from '../../../server/start/store.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { hired } from '../../cast.ts';
import { longTest as test } from '../../effort.ts';
import { add, at, dataDir, folder } from './data-folder.ts';
import { eachWithSomewhereElse, elsewhere, entries, refusal, restore } from './restoring.ts';

eachWithSomewhereElse();

const page = 'versions/pages/laureats/le-fournil/versions/1.html';
const put = async (name: string, text: string) => {
  await mkdir(path.join(dataDir, path.dirname(name)), { recursive: true });
  await writeFile(path.join(dataDir, name), text);
};

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

  test('signs everybody out, closes open links, voids backup codes, writes it in the journal, and says when the key is missing', async () => {
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
      await tx.backupCode.create({ data: { id: 'c', accountId: 'pascale', codeHash: 'c' } });
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
    expect(await reader().backupCode.count({ where: { usedAt: null } })).toBe(0);
    const [line] = await reader().journalLine.findMany();
    expect(line).toMatchObject({ verb: 'restoreBackup', actorId: 'operator' });
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
