/**
 * The corrections a profile announces: for thirty days each, unless they are minor.
 *
 * Promise: live entries only; `nextExpiry` is the first moment at which a page changes without any publication.
 */
import { reader } from '../database.ts';
import { whileUnchanged } from './unchanged.ts';

/** `back`: the entry came back online with the words it had. */
export type Correction = { version: number; at: Date; note: string; back: boolean };

/** What-journalists-need, 6: a correction stays announced for thirty days. */
const ANNOUNCED = 30 * 24 * 3600 * 1000;

const announced = () => ({
  number: { gt: 1 },
  minor: false,
  note: { not: null },
  publication: { at: { gt: new Date(Date.now() - ANNOUNCED) } },
  entry: { publishedAt: { not: null } },
});

/** The corrections of a live entry that are still announced, newest first. */
export async function recentCorrections(entryId: string): Promise<Correction[]> {
  const since = Date.now() - ANNOUNCED;
  return (await corrections(entryId)).filter(({ at }) => at.getTime() > since);
}

/** All corrections of a live entry ever announced, newest first. */
const corrections = whileUnchanged('corrections', async (entryId: string): Promise<Correction[]> => {
  const all = await reader().version.findMany({
    where: { entryId, entry: { publishedAt: { not: null } } },
    select: { number: true, minor: true, note: true, revisionId: true, publication: { select: { at: true } } },
    orderBy: { number: 'desc' },
  });
  const words = new Map(all.map((one) => [one.number, one.revisionId]));
  return all.flatMap(({ number, minor, note, revisionId, publication }) => {
    if (number === 1 || minor || note === null) return [];
    return [{ version: number, at: publication.at, note, back: words.get(number - 1) === revisionId }];
  });
});

/** The numbers of the versions that are announced now, by entry. */
export async function announcedVersions(): Promise<Map<string, number[]>> {
  const found = await reader().version.findMany({
    where: announced(),
    select: { entryId: true, number: true },
    orderBy: { number: 'asc' },
  });
  const byEntry = Map.groupBy(found, (one) => one.entryId);
  return new Map([...byEntry].map(([id, list]) => [id, list.map((one) => one.number)]));
}

/** When the first announcement of the site expires; null when nothing is announced. */
export async function nextExpiry(): Promise<Date | null> {
  const first = await reader().version.findFirst({
    where: { ...announced(), entry: { kind: 'laureate', publishedAt: { not: null } } },
    select: { publication: true },
    orderBy: { publication: { at: 'asc' } },
  });
  return first && new Date(first.publication.at.getTime() + ANNOUNCED);
}
