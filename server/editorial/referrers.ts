/** Which live entries refer to an entry: what keeps it from being withdrawn. Reads live columns only. */
import type { Reader } from '../database.ts';
import { entryNames } from './names.ts';

/** @returns the names of the live entries that cannot stand without this one */
export async function referrers(store: Reader, entryId: string): Promise<string[]> {
  const [facts, laureates, settings] = await Promise.all([
    store.fact.findMany({
      where: { OR: [{ criterionId: entryId }, { claims: { some: { sourceId: entryId } } }] },
      select: { entryId: true },
    }),
    store.laureate.findMany({
      where: { OR: [{ editionId: entryId }, { awardId: entryId }, { categoryId: entryId }] },
      select: { entryId: true },
    }),
    store.setting.findMany({ where: { editionId: entryId }, select: { entryId: true } }),
  ]);
  const ids = new Set([...facts, ...laureates, ...settings].map((one) => one.entryId));
  ids.delete(entryId);
  return [...(await entryNames([...ids])).values()].sort((a, b) => a.localeCompare(b, 'fr'));
}
