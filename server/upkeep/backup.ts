/**
 * One file from which the whole site can be made again, and the proof that it can.
 *
 * Promise: a file that bears the name of a backup is whole, on the disk, and was read again after it was written. It
 * holds the database as it was committed at one moment (checked: integrity, references), then the files that cannot be
 * made again, then `sauvegarde.json`: rows of each table, and the SHA-256 of each file. Made while the site runs or not.
 * The secret key is not in it: whoever finds a backup must not have the second factors too.
 */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { makeWhole } from '../../prisma/whole-file.ts';
import { BackupError, type Filed, readArchive, reasonOf, writeArchive } from './archive.ts';
import { copyDatabase, inspectDatabase } from './inspection.ts';
import { databaseName, isKept, keptFiles } from './places.ts';
import { nameOf } from './shelf.ts';

const recordName = 'sauvegarde.json';

const record = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  publication: z.number().int(),
  migrations: z.array(z.string()),
  rows: z.record(z.string(), z.number().int()),
  files: z.array(z.strictObject({ name: z.string(), size: z.number().int(), sha256: z.string() })),
});

/** What a backup says of itself. */
export type BackupRecord = z.infer<typeof record>;

/** A backup that was made or verified; `size` is the bytes of the one file. */
export type Backup = { file: string; size: number; record: BackupRecord };

/** Where from and where to, in absolute paths. */
export type BackupPlaces = { dataDir: string; folder: string };

function failed(folder: string, error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  return new BackupError(
    `La sauvegarde n’a pas pu être faite dans ${folder} (${reasonOf(error)}). Vérifiez la place qui reste et les droits, ou changez BACKUP_DIR.`,
    { cause: error },
  );
}

async function write(
  { dataDir, folder }: BackupPlaces,
  work: string,
  target: string,
  now: Date,
): Promise<BackupRecord> {
  const database = path.join(dataDir, databaseName);
  // The copy of a damaged file may look sound: a backup that followed it would push the good ones out.
  await inspectDatabase(database);
  const copy = path.join(work, databaseName);
  await copyDatabase(database, copy);
  const inspection = await inspectDatabase(copy);
  // After the database: a version it names is among the files, or is baked again as it was never read.
  const files = await keptFiles(dataDir, folder);
  const sources = files.map((name) => ({ name, file: path.join(dataDir, name) }));
  return makeWhole(target, async (unfinished) => {
    await writeArchive(unfinished, [{ name: databaseName, file: copy }, ...sources], (filed) => {
      const about: BackupRecord = { format: 1, madeAt: now.toISOString(), ...inspection, files: filed };
      return { name: recordName, text: `${JSON.stringify(about, null, 1)}\n` };
    });
    return readBackup(unfinished);
  });
}

/**
 * Makes a backup.
 * @param automatic made on the site’s own schedule: `pruneBackups` counts those
 * @throws {BackupError}; nothing is left but what `pruneBackups` sweeps
 */
export async function makeBackup(places: BackupPlaces, automatic = false, now = new Date()): Promise<Backup> {
  const { folder } = places;
  const file = path.join(folder, nameOf(now, automatic));
  let work: string | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    work = await mkdtemp(path.join(folder, '.unfinished-'));
    return await sized(file, await write(places, work, file, now));
  } catch (error) {
    throw failed(folder, error);
  } finally {
    if (work) await rm(work, { recursive: true, force: true });
  }
}

const sized = async (file: string, about: BackupRecord) => ({ file, size: (await stat(file)).size, record: about });

/**
 * Reads a backup to its end, comparing every file with its SHA-256; with `into`, the files are written there.
 * @throws {BackupError} when it is not whole, altered, or of another format
 */
export async function readBackup(
  file: string,
  { wanted = () => true, ...how }: { into?: string; wanted?: (name: string) => boolean } = {},
): Promise<BackupRecord> {
  const own = (name: string) => name !== recordName && wanted(name);
  const { files, texts } = await readArchive(file, { ...how, wanted: own, text: recordName });
  const about = parse(file, texts.get(recordName));
  const held = files.filter(({ name }) => name !== recordName);
  const wrong = differing(about.files, held);
  if (wrong.length > 0 || !held.some(({ name }) => name === databaseName)) {
    const told = wrong.slice(0, 3).join(', ') || databaseName;
    throw new BackupError(`La sauvegarde ${file} est abîmée (${told}). Prenez-en une autre.`);
  }
  const foreign = held.find(({ name }) => !isKept(name.split('/')[0] ?? ''));
  if (foreign) throw new BackupError(`La sauvegarde ${file} contient ${foreign.name}, qui n’y a pas sa place.`);
  return about;
}

function parse(file: string, text: string | undefined): BackupRecord {
  if (text === undefined)
    throw new BackupError(`Le fichier ${file} n’est pas une sauvegarde entière (${recordName} manque).`);
  try {
    return record.parse(JSON.parse(text));
  } catch (error) {
    throw new BackupError(
      `La sauvegarde ${file} est d’une forme inconnue : prenez la version du site qui l’a faite, ou une autre sauvegarde.`,
      { cause: error },
    );
  }
}

function differing(said: Filed[], found: Filed[]): string[] {
  const foundAs = new Map(found.map((one) => [one.name, one]));
  const wrong = said.filter((one) => !isDeepStrictEqual(one, foundAs.get(one.name))).map(({ name }) => name);
  const names = new Set(said.map(({ name }) => name));
  return [...wrong, ...found.map(({ name }) => name).filter((name) => !names.has(name))];
}

/** Checks that the database a backup held, now a file, is sound and has the rows it had. @throws {BackupError} */
export async function checkRows(backup: string, about: BackupRecord, database: string): Promise<void> {
  const { rows } = await inspectDatabase(database);
  const other = Object.keys({ ...rows, ...about.rows }).filter((table) => rows[table] !== about.rows[table]);
  if (other.length > 0)
    throw new BackupError(
      `La sauvegarde ${backup} n’a pas toutes ses lignes (${other.join(', ')}). Prenez-en une autre.`,
    );
}

/** Proves a backup: every file against its SHA-256, the database by SQLite itself, its rows. @throws {BackupError} */
export async function verifyBackup(file: string): Promise<Backup> {
  const work = await mkdtemp(path.join(tmpdir(), 'palmares-verify-'));
  try {
    const about = await readBackup(file, { into: work, wanted: (name) => name === databaseName });
    await checkRows(file, about, path.join(work, databaseName));
    return await sized(file, about);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
