/**
 * The folder of backups: which are there, and which go.
 *
 * Promise: nothing but files named as backups are is ever counted or removed. Sorted by the moment in their name, not by
 * the dates of a disk that a copy changes.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hours } from '../staff/clock.ts';

export type Kept = {
  file: string;
  madeAt: Date;
  /** Bytes. */
  size: number;
  /** Made by the site itself, on its schedule. */
  automatic: boolean;
};

const pattern = /^palmares-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z(-auto)?\.tar\.gz$/;

/** « palmares-2026-11-23T125500.123Z-auto.tar.gz » */
export function nameOf(madeAt: Date, automatic: boolean): string {
  return `palmares-${madeAt.toISOString().replaceAll(':', '')}${automatic ? '-auto' : ''}.tar.gz`;
}

/** The backups of a folder, the latest first; none when there is no such folder. */
export async function listBackups(folder: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, day, hour, minute, second, thousandth, automatic] = pattern.exec(name) ?? [];
    const found = day && (await stat(path.join(folder, name)).catch(() => undefined));
    if (!found) continue;
    const madeAt = new Date(`${day}T${hour}:${minute}:${second}.${thousandth}Z`);
    kept.push({ file: path.join(folder, name), madeAt, size: found.size, automatic: automatic !== undefined });
  }
  return kept.sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
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
 * @param madeBefore every backup made before that moment goes
 * @returns what was removed
 */
export async function pruneBackups(
  folder: string,
  { keep, madeBefore }: { keep?: number; madeBefore?: Date },
): Promise<string[]> {
  await sweep(folder);
  const all = await listBackups(folder);
  const oldest = keep === undefined ? undefined : all.filter((one) => one.automatic)[keep - 1];
  const gone = all.filter(
    ({ madeAt }) => (madeBefore && madeAt < madeBefore) || (oldest !== undefined && madeAt < oldest.madeAt),
  );
  for (const { file } of gone) await rm(file, { force: true });
  return gone.map(({ file }) => file);
}
