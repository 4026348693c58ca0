/**
 * The erasures that a restoration undoes: made in what it replaces, and unknown to the backup, whose words are then back.
 *
 * Promise: compared by the erasures themselves, as dates are worth what clocks are; what an interrupted restoration
 * already moved aside is looked at too; where something cannot be read, nobody is told that there is nothing.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Erased, erasuresIn } from './inspection.ts';
import { databaseName, replacedName, unfinishedName } from './places.ts';

export type Undone = {
  /** To be made again. */
  erasures: Omit<Erased, 'id'>[];
  /** Why there may be others, in a sentence with the remedy; absent when there is none. */
  unsure?: string;
};

/** The folders in which what is replaced stands: the data folder and, while one is unfinished, what it moved aside. */
async function foldersReplaced(dataDir: string): Promise<string[]> {
  const since = await readFile(path.join(dataDir, unfinishedName), 'utf8').catch(() => undefined);
  if (since === undefined) return [dataDir];
  const aside = path.join(dataDir, replacedName);
  const names = await readdir(aside).catch(() => []);
  // A mark that was cut short tells no moment: then all of them.
  const later = names.filter((name) => name >= since.trim().replaceAll(':', ''));
  return [dataDir, ...later.map((name) => path.join(aside, name))];
}

/**
 * Why there may be other erasures than those that could be read.
 * @param read how many databases were @param unread files that should have been
 */
function doubt(read: number, unread: string[]): string | undefined {
  if (read > 0 && unread.length === 0) return undefined;
  const why = unread.length > 0 ? `${unread.join(', ')} ne se lit pas` : 'aucune base n’était là avant celle-ci';
  return `Les effacements faits depuis cette sauvegarde ne sont pas tous connus (${why}) : retrouvez les demandes reçues depuis et refaites-les, les mots effacés sont de retour.`;
}

/** @param known the ids of the erasures that the backup knows of */
export async function undoneErasures(dataDir: string, known: Set<string>): Promise<Undone> {
  const undone = new Map<string, Erased>();
  const unread: string[] = [];
  let read = 0;
  for (const folder of await foldersReplaced(dataDir)) {
    const file = path.join(folder, databaseName);
    if (!existsSync(file)) {
      // A log that lost its database: the last of what was committed is in it.
      if (existsSync(`${file}-wal`)) unread.push(`${file}-wal`);
      continue;
    }
    try {
      for (const one of await erasuresIn(file)) if (!known.has(one.id)) undone.set(one.id, one);
      read += 1;
    } catch {
      unread.push(file);
    }
  }
  const unsure = doubt(read, unread);
  const erasures = [...undone.values()].map(({ at, reason }) => ({ at, reason }));
  return { erasures, ...(unsure !== undefined && { unsure }) };
}
