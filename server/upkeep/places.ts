/**
 * What stands in the data folder, and what of it a backup holds.
 *
 * Promise: a file that is not known to be made again from the others is kept, so that a room that starts to keep files
 * is in the next backup without a word here.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export const databaseName = 'palmares.db';

/** Where what a restoration replaced is kept, one folder for each. */
export const replacedName = 'replaced';

/** Where a restoration prepares what it will put in place. */
export const stagingName = 'restoring';

/** There while a restoration puts things in place: nothing else may be started then. */
export const unfinishedName = 'restore.unfinished';

/**
 * Left out of backups, and left where they are by a restoration: the baked site is made again, the key is kept apart
 * from what it opens, the rest belongs to one machine or one process.
 */
const leftOut = new Set(['site', 'secret.key', 'backups', replacedName, stagingName, unfinishedName, 'trials']);
leftOut.add('lost+found');

/** Whether something of that name at the top of the data folder is part of what is kept. */
export function isKept(name: string): boolean {
  return !leftOut.has(name) && !/^palmares\.lock/.test(name) && !/\.unfinished-/.test(name);
}

/** The names at the top of the data folder that a restoration replaces. Sockets and links are nobody’s words. */
export async function keptNames(dataDir: string, backupDir: string): Promise<string[]> {
  const found = await readdir(dataDir, { withFileTypes: true });
  return found
    .filter((one) => one.isFile() || one.isDirectory())
    .map((one) => one.name)
    .filter((name) => isKept(name) && path.join(dataDir, name) !== backupDir)
    .sort();
}

async function filesAt(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [place];
  const below = await readdir(place, { recursive: true, withFileTypes: true });
  return below.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
}

/** The files a backup holds besides the database, named from the data folder, with `/`. */
export async function keptFiles(dataDir: string, backupDir: string): Promise<string[]> {
  const files: string[] = [];
  for (const top of await keptNames(dataDir, backupDir)) {
    // The database’s own files: a copy of them byte by byte would be worth nothing.
    if (top.startsWith(databaseName)) continue;
    files.push(...(await filesAt(path.join(dataDir, top))).map((file) => path.relative(dataDir, file)));
  }
  // What is still being written bears another name until it is whole (server/bakery/once.ts).
  return files
    .filter((name) => !path.join(dataDir, name).startsWith(backupDir + path.sep))
    .filter((name) => !/\.[0-9a-f]{8}\.new$/.test(name))
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort();
}
