/**
 * The moment of a restoration in which what is prepared takes the place of what is there.
 *
 * Promise: what is half replaced is never served, nor taken for a new installation: a mark stands from before the first
 * thing moves until everything is in place. As long as nothing has moved, a failure takes its own mark away.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { markBehind, sync } from '../bakery/swap.ts';
import { BackupError, reasonOf } from './archive.ts';
import type { BackupPlaces } from './backup.ts';
import { keptNames, replacedName, unfinishedName } from './places.ts';

/** Every folder of a tree, written to the disk, the deepest first. */
async function syncFolders(folder: string): Promise<void> {
  for (const one of await readdir(folder, { withFileTypes: true }))
    if (one.isDirectory()) await syncFolders(path.join(folder, one.name));
  await sync(folder);
}

function interrupted(backup: string, error: unknown): BackupError {
  return new BackupError(
    `La restauration s’est arrêtée en chemin (${reasonOf(error)}) ; le site ne démarrera pas. Corrigez la cause, puis relancez : npm run restore -- ${backup}. Ce qui a été remplacé est dans le dossier ${replacedName}.`,
    { cause: error },
  );
}

function notBegun(backup: string, error: unknown): BackupError {
  return new BackupError(
    `La restauration n’a pas pu commencer (${reasonOf(error)}) ; rien n’a été remplacé. Vérifiez la place qui reste et les droits de DATA_DIR, puis relancez : npm run restore -- ${backup}.`,
    { cause: error },
  );
}

/**
 * Moves what a backup replaces to a folder of its own, and what was prepared in `staging` to its place.
 * @param backup named in what is said of a failure
 * @returns the folder that keeps what was replaced, if anything was
 * @throws {BackupError} that says whether anything was replaced
 */
export async function replaceWith(staging: string, places: BackupPlaces, backup: string): Promise<string | undefined> {
  const { dataDir, folder } = places;
  const mark = path.join(dataDir, unfinishedName);
  const now = new Date().toISOString();
  const aside = path.join(dataDir, replacedName, now.replaceAll(':', ''));
  let moved = existsSync(mark); // By one that was interrupted; its mark keeps the moment it began.
  try {
    await syncFolders(staging);
    if (!moved) await writeFile(mark, `${now}\n`, { flush: true });
    await sync(dataDir);
    const present = await keptNames(dataDir, folder);
    if (present.length > 0) await mkdir(aside, { recursive: true, mode: 0o700 });
    const move = async (name: string, from: string, to: string) => {
      await rename(path.join(from, name), path.join(to, name));
      moved = true;
    };
    for (const name of present) await move(name, dataDir, aside);
    for (const name of await readdir(staging)) await move(name, staging, dataDir);
    await markBehind(path.join(dataDir, 'site'));
    await rm(staging, { recursive: true, force: true });
    await sync(dataDir);
    await rm(mark);
    await sync(dataDir);
    return present.length > 0 ? aside : undefined;
  } catch (error) {
    if (moved) throw interrupted(backup, error);
    await rm(mark, { force: true }).catch((kept) => Promise.reject(interrupted(backup, kept)));
    for (const empty of [aside, path.dirname(aside)]) await rmdir(empty).catch(() => undefined);
    throw notBegun(backup, error);
  }
}
