/**
 * The plan of a quick bake: what stands at a few addresses, read without the rest of the site.
 *
 * Promise: `planOf` gives the whole plan unless every address is the page of an entry online now or of a report, or leads to one. Its
 * time does not grow with the site (of five hundred laureates the whole plan takes a tenth of a second).
 */
import { reader } from '../database.ts';
import { entryAt, lastPublication, urlOf } from '../published/addresses.ts';
import { reportsAt } from '../published/reports.ts';
import { sitePlan } from './paths.ts';
import type { BakeItem, BakePlan } from './plan.ts';

async function pagesPlan(paths: readonly string[]): Promise<BakePlan | undefined> {
  const { number } = await lastPublication();
  const reports = await reportsAt(paths);
  const asked = paths.filter((path) => !reports.asked.includes(path)).map(entryAt);
  if (asked.includes(undefined)) return undefined;
  const places = asked.filter((one) => one !== undefined);
  const [live, moved] = [
    await reader().entry.findMany({ where: { publishedAt: { not: null }, OR: places } }),
    await reader().redirect.findMany({ where: { OR: places }, include: { entry: true } }),
  ];
  const items = [
    ...reports.found.map((path): BakeItem => ({ kind: 'page', path })),
    ...live.map(({ kind, slug }): BakeItem => ({ kind: 'page', path: urlOf(kind, slug) })),
    ...moved.map(({ kind, slug, entry }): BakeItem => {
      return { kind: 'redirect', path: urlOf(kind, slug), to: urlOf(entry.kind, entry.slug) };
    }),
  ];
  const found = new Set(items.map(({ path }) => path));
  return paths.every((path) => found.has(path)) ? { publicationNumber: number, items, partial: true } : undefined;
}

/** What must stand now: at these addresses when that can be told of them alone, else everywhere. */
export async function planOf(paths?: readonly string[]): Promise<BakePlan> {
  return (paths && (await pagesPlan(paths))) ?? sitePlan();
}
