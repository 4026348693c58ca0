import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, rows } from '../../../prisma/engine.ts';
import { deploy } from '../../../prisma/migrate.ts';
import { manifestText } from '../../../server/bakery/manifest.ts';
import { putOnline } from '../../../server/bakery/swap.ts';
import { makeBackup } from '../../../server/upkeep/backup.ts';
import { nameOf } from '../../../server/upkeep/shelf.ts';
import { longTest } from '../../effort.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
let dataDir: string;
let file: string;
let folder: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'palmares-doctor-'));
  file = path.join(dataDir, 'palmares.db');
  folder = path.join(dataDir, 'backups');
});
afterEach(() => rm(dataDir, { recursive: true }));

/** Runs the command. @returns its exit code, its lines by their name, and what it printed */
function doctor(settings: Record<string, string> = {}) {
  const env = { ...process.env, DATA_DIR: dataDir, SITE_URL: 'https://palmares.exemple.fr', PUBLISHER_NAME: 'Ville' };
  const secrets = { SECRET_KEY: '', BACKUP_DIR: '', PORT: '', HOST: '' };
  return new Promise<{ code: number; lines: Map<string, string>; said: string }>((resolve) => {
    const words = ['--disable-warning=ExperimentalWarning', path.join(root, 'bin/doctor.ts')];
    const all = { ...env, ...secrets, ...settings };
    execFile(process.execPath, words, { env: all, cwd: root }, (error, stdout, stderr) => {
      const said = stdout + stderr;
      const lines = new Map(said.split('\n').map((line) => [line.slice(2).split(' : ')[0] ?? '', line]));
      resolve({ code: error ? Number(error.code) : 0, lines, said });
    });
  });
}

/** A data folder in which all is as it should be, baked at the publication that the store is at. */
async function healthy(): Promise<void> {
  await deploy(file);
  await chmod(file, 0o600);
  const about = { format: 1 as const, publicationNumber: 0, fingerprint: 'f', codeBuild: 'c', previousCodeBuild: '' };
  await mkdir(path.join(dataDir, 'site/build'), { recursive: true });
  const rest = { bakedAt: '2026-11-23T09:00:00.000Z', replaced: '', entries: new Map() };
  await writeFile(path.join(dataDir, 'site/build/manifest.json'), manifestText({ ...about, ...rest }));
  await putOnline(path.join(dataDir, 'site'), 'build');
  await makeBackup({ dataDir, folder }, true);
}

/** SQLite’s own side files come and go with whoever reads. */
const files = async () =>
  (await readdir(dataDir, { recursive: true })).filter((name) => !/^palmares\.db-(wal|shm)$/.test(name)).sort();

describe('the doctor', () => {
  longTest('finds nothing wrong where nothing is, says it in a line each, and changes nothing', async () => {
    await healthy();
    const before = [await files(), (await readFile(file)).toString('latin1')];
    const { lines, said } = await doctor();
    const wrong = [...lines.values()].filter((line) => line.startsWith('✗'));
    // The build of the application is the business of this copy of the code, not of the data folder.
    expect(wrong.filter((line) => !line.startsWith('✗ Application : '))).toEqual([]);
    for (const name of ['Dossier de données', 'Adresse publique', 'Place libre', 'Base de données', 'Intégrité'])
      expect(lines.get(name), said).toMatch(/^✓/);
    for (const name of [
      'Journalisation',
      'Clé secrète',
      'Droits des fichiers',
      'Site cuit',
      'Dernière sauvegarde',
      'Restaurations',
    ])
      expect(lines.get(name), said).toMatch(/^✓/);
    expect(lines.get('Node'), said).toMatch(/^(✓ Node : [\d.]+$|! Node : .+ Installez Node)/);
    expect([await files(), (await readFile(file)).toString('latin1')]).toEqual(before);
  });

  longTest('names each thing that is wrong with its remedy, and exits 1', async () => {
    await healthy();
    const hand = await connect(file);
    await hand.executeScript(
      `PRAGMA foreign_keys = OFF; INSERT INTO Redirect VALUES ('r', 'laureate', 'old', 'nobody', '2026-11-23T09:00:00.000+00:00'); INSERT INTO Publication VALUES (1, '2026-11-23T09:00:00.000+00:00', 'x')`,
    );
    await hand.dispose();
    await rm(folder, { recursive: true });
    await mkdir(folder);
    await writeFile(path.join(folder, nameOf(new Date(Date.now() - 48 * 3600_000), true)), 'abîmée');
    await mkdir(path.join(dataDir, 'replaced/2026'), { recursive: true });
    await chmod(file, 0o640);
    const { code, lines, said } = await doctor({ SITE_URL: 'http://palmares.exemple.fr' });
    expect(code, said).toBe(1);
    expect(lines.get('Adresse publique')).toMatch(/^✗ .*n’est pas en https. Corrigez SITE_URL/);
    expect(lines.get('Intégrité')).toMatch(/^✗ .*référence rompue dans Redirect.*npm run restore/);
    expect(lines.get('Droits des fichiers')).toContain(`Lancez chmod go= ${file}`);
    expect(lines.get('Site cuit')).toMatch(/^✗ .*ne montre pas la publication 1 .*npm start/);
    expect(lines.get('Dernière sauvegarde')).toMatch(/^✗ .*moins de 24 h\. Lancez npm run backup/);
    expect(lines.get('Relecture de la sauvegarde')).toMatch(/^✗ .*n’est pas une sauvegarde entière/);
    expect(lines.get('Restaurations')).toMatch(/^! .*\(2026\)/);
  });

  longTest('says of a lost, empty or damaged database what a start would say, and goes on with the rest', async () => {
    await healthy();
    await rm(file);
    const lost = await doctor();
    expect([lost.code, lost.lines.get('Base de données')]).toEqual([
      1,
      expect.stringContaining('ce site a déjà servi'),
    ]);
    expect(lost.lines.get('Dernière sauvegarde')).toMatch(/^✓/);
    expect(lost.said).not.toContain('Intégrité');
    await writeFile(file, 'Ceci n’est pas une base.'.repeat(90));
    expect((await doctor()).lines.get('Base de données')).toMatch(/^✗ .*est abîmée.*Restaurez une sauvegarde/);
  });

  longTest(
    'stops at settings or a folder without which nothing can be looked at; tells a key that does not open',
    async () => {
      expect((await doctor({ PORT: 'abc' })).said).toContain('✗ Réglages : Réglage invalide : PORT doit être');
      const none = await doctor({ DATA_DIR: path.join(dataDir, 'none') });
      expect([none.code, none.said]).toEqual([1, expect.stringContaining('n’existe pas. Vérifiez DATA_DIR')]);
      expect(none.said).toContain('À corriger : 1 ligne.');
      await healthy();
      const hand = await connect(file);
      expect(await rows(hand, 'PRAGMA journal_mode')).toEqual([['wal']]);
      await hand.executeScript(
        `INSERT INTO Account (id, email, name, role, totpSecret, createdAt) VALUES ('a', 'a@exemple.fr', 'A', 'publisher', 'v1.a.b.c', '2026-11-23T09:00:00.000+00:00')`,
      );
      await hand.dispose();
      expect((await doctor()).lines.get('Clé secrète')).toMatch(/^✗ La clé secrète|^✗ Clé secrète : La clé/);
    },
  );
});

longTest('of a fault that nobody foresaw it says in French where it is and what to do', async () => {
  await healthy();
  const hand = await connect(file);
  await hand.executeScript('DROP TABLE "Publication"');
  await hand.dispose();
  const unforeseen = (await doctor()).lines.get('Site cuit');
  expect(unforeseen).toMatch(
    /^✗ Site cuit : ne peut pas être examiné \(P2021\)\. Vérifiez .*, puis relancez npm run doctor\./,
  );
  expect(unforeseen).not.toMatch(/invocation|does not exist/);
});

test('the dates of files on the disk do not make a backup younger', async () => {
  await mkdir(folder);
  const old = path.join(folder, nameOf(new Date('2026-01-01T00:00:00Z'), true));
  await writeFile(old, 'x');
  await utimes(old, new Date(), new Date());
  const { listBackups } = await import('../../../server/upkeep/shelf.ts');
  expect((await listBackups(folder))[0]?.madeAt.toISOString()).toBe('2026-01-01T00:00:00.000Z');
});

longTest('a backup of a date to come is not taken for the latest, and the clock is named', async () => {
  await healthy();
  await writeFile(path.join(folder, nameOf(new Date(Date.now() + 48 * 3600_000), true)), 'x');
  expect((await doctor()).lines.get('Dernière sauvegarde')).toMatch(
    /^! .*2 dans .*dont 1 d’une date à venir.*l’horloge/,
  );
  await rm(path.join(folder, (await readdir(folder)).sort()[0] ?? ''));
  expect((await doctor()).lines.get('Dernière sauvegarde')).toMatch(/^✗ .*aucune dans .*sauf 1 d’une date à venir/);
});
