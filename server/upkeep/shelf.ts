/**
 * The folder of backups: which are there, and which go.
 *
 * Promise: nothing but files named as backups are is ever counted or removed. Sorted by the moment in their name, not by
 * the dates of a disk that a copy changes. One named after a moment to come was made while the clock was ahead, nobody knows
 * when: it counts as the oldest, so that it stands in no other’s way and what was erased since is gone with it.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hours, isAhead } from '../staff/clock.ts';

export type Kept = {
  file: string;
  madeAt: Date;
  /** Bytes. */
  size: number;
  /** Made by the site itself, on its schedule. */
  automatic: boolean;
  /** Its name is of a moment to come: `madeAt` says nothing. */
  misdated: boolean;
};

const pattern = /^palmares-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z(-auto)?\.tar\.gz$/;

/** « palmares-2026-11-23T125500.123Z-auto.tar.gz » */
export function nameOf(madeAt: Date, automatic: boolean): string {
  return `palmares-${madeAt.toISOString().replaceAll(':', '')}${automatic ? '-auto' : ''}.tar.gz`;
}

/** The backups of a folder, the latest first, the misdated last; none when there is no such folder. */
export async function listBackups(folder: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, day, hour, minute, second, thousandth, automatic] = pattern.exec(name) ?? [];
    const found = day && (await stat(path.join(folder, name)).catch(() => undefined));
    if (!found) continue;
    const madeAt = new Date(`${day}T${hour}:${minute}:${second}.${thousandth}Z`);
    const about = { madeAt, size: found.size, automatic: automatic !== undefined, misdated: isAhead(madeAt) };
    kept.push({ file: path.join(folder, name), ...about });
  }
  return kept.sort((a, b) => Number(a.misdated) - Number(b.misdated) || b.madeAt.getTime() - a.madeAt.getTime());
}

/** The latest backup of which it is known when it was made. */
export function latest(kept: Kept[]): Kept | undefined {
  return kept.find((one) => !one.misdated);
}

/** Whether a backup may have been made before a moment, and hold what was erased then. */
export function maybeBefore({ madeAt, misdated }: Kept, moment: Date): boolean {
  return misdated || madeAt < moment;
}

/** After which what a killed process left unfinished belongs to nobody. */
const abandoned = hours(1);

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/(^|\.)unfinished-/.test(name)) continue;
    const found = await stat(path.join(folder, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandoned) await rm(path.join(folder, name), { recursive: true });
  }
}

/**
 * Removes backups, and what was left unfinished.
 *
 * Words erased from the store remain in the backups made before: they are gone when those are, that is after `keep`
 * automatic backups, or at once with `madeBefore`. Copies taken elsewhere are their owner’s to remove.
 * @param keep how many automatic backups stay; one made by hand goes once it is older than all of them
 * @param madeBefore every backup that may have been made before that moment goes
 * @returns what was removed
 */
export async function pruneBackups(
  folder: string,
  { keep, madeBefore }: { keep?: number; madeBefore?: Date },
): Promise<string[]> {
  await sweep(folder);
  const all = await listBackups(folder);
  const oldest = keep === undefined ? undefined : all.filter((one) => one.automatic)[keep - 1];
  const tooMany = oldest === undefined ? [] : all.slice(all.indexOf(oldest) + 1);
  const gone = all.filter((one) => (madeBefore && maybeBefore(one, madeBefore)) || tooMany.includes(one));
  for (const { file } of gone) await rm(file, { force: true });
  return gone.map(({ file }) => file);
}
