/**
 * Puts a backup in the place of what the data folder holds.
 *
 * Promise: nothing is replaced before the whole backup was read, proven and brought to the schema of this code; what is
 * replaced is kept in `DATA_DIR/replaced/DATE`; a process killed in between leaves a mark that refuses every start until
 * a restoration is finished. The site must be stopped. Everybody is signed out; no open link nor backup code works any more.
 * The secret key stays as it is; the baked site stays readable, and is made again at the next start.
 */
import { chmod, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { deploy, status } from '../../prisma/migrate.ts';
import { closeStore, openStore, reader, write } from '../database.ts';
import { record } from '../journal.ts';
import { operator } from '../staff/actor.ts';
import { clock } from '../staff/clock.ts';
import { checkSecondFactors } from '../staff/second-factor.ts';
import { takeDataFolder } from '../start/checks.ts';
import { BackupError, reasonOf } from './archive.ts';
import { type BackupPlaces, type BackupRecord, checkRows, readBackup } from './backup.ts';
import { databaseName, stagingName } from './places.ts';
import { replaceWith } from './replacing.ts';
import { type Undone, undoneErasures } from './undone-erasures.ts';

export type Restored = Undone & {
  record: BackupRecord;
  /** Where what was replaced is kept; absent when there was nothing. */
  replaced?: string;
  /** The migrations that the backup’s database lacked. */
  applied: string[];
  /** How many people’s sessions were ended. */
  sessions: number;
  /** What is still to be done about the secret key, in a sentence; absent when every second factor can be read. */
  key?: string;
};

/** Brings the staged database to the schema of this code. @returns the migrations applied @throws {BackupError} */
async function bringUpToDate(backup: string, database: string): Promise<string[]> {
  const found = await status(database);
  if (found.state === 'up-to-date') return [];
  if (found.state === 'behind') return (await deploy(database)).applied;
  const why =
    found.state === 'newer'
      ? `est plus récente que ce programme (migrations inconnues : ${found.unknown.join(', ')}). Installez la version du site qui l’a faite`
      : 'n’a pas les tables que ses migrations annoncent. Prenez-en une autre';
  throw new BackupError(`La sauvegarde ${backup} ${why}. Rien n’a été remplacé.`);
}

/** What was secret and still open when the backup was made must not open anything now; and says so in the journal. */
async function signEverybodyOut(about: BackupRecord): Promise<number> {
  const now = clock.now();
  return write(async (tx) => {
    const { count } = await tx.session.updateMany({ where: { endedAt: null }, data: { endedAt: now } });
    await tx.oneTimeLink.updateMany({ where: { usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } });
    await tx.backupCode.updateMany({ where: { usedAt: null }, data: { usedAt: now } }); // Some were used since.
    const after = { from: about.madeAt, publication: about.publication };
    await record(tx, operator(), { verb: 'restoreBackup', after });
    return count;
  });
}

async function unreadableKey(): Promise<{ key?: string }> {
  try {
    await checkSecondFactors();
    return {};
  } catch (error) {
    return { key: error instanceof Error ? error.message : String(error) };
  }
}

/** `known`: the ids of the erasures that the backup knows of. */
type Prepared = Omit<Restored, 'replaced' | keyof Undone> & { known: Set<string> };

async function prepare(backup: string, staging: string): Promise<Prepared> {
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  const about = await readBackup(backup, { into: staging });
  const database = path.join(staging, databaseName);
  await chmod(database, 0o600); // Drafts and accounts; SQLite gives the files beside it the mode of the first.
  await checkRows(backup, about, database);
  const applied = await bringUpToDate(backup, database);
  await openStore(database); // In WAL from here on.
  try {
    const known = new Set((await reader().erasure.findMany({ select: { id: true } })).map(({ id }) => id));
    return { record: about, applied, sessions: await signEverybodyOut(about), ...(await unreadableKey()), known };
  } finally {
    await closeStore();
  }
}

/**
 * Restores a backup.
 * @param places the data folder to fill, and the folder of backups, which is left as it is when it stands inside
 * @throws {BackupError | StartError} nothing was replaced, unless the sentence says otherwise
 */
export async function restoreBackup(backup: string, places: BackupPlaces): Promise<Restored> {
  // Before the folder is made or locked: a slip in a file’s name changes nothing.
  await (await open(backup).catch((error) => Promise.reject(absent(backup, error)))).close();
  const giveBack = await takeDataFolder(places.dataDir);
  const staging = path.join(places.dataDir, stagingName);
  try {
    const { known, ...prepared } = await prepare(backup, staging);
    const undone = await undoneErasures(places.dataDir, known);
    const replaced = await replaceWith(staging, places, backup);
    return { ...prepared, ...undone, ...(replaced !== undefined && { replaced }) };
  } catch (error) {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  } finally {
    await giveBack();
  }
}

function absent(backup: string, error: unknown): BackupError {
  return new BackupError(`La sauvegarde ${backup} ne peut pas être lue (${reasonOf(error)}). Vérifiez son chemin.`);
}
