/**
 * What the bakery does about a publication.
 *
 * Promise: `bakePublished` bakes the published page alone first, once, whoever else waits for it; then what belongs to it
 * (its history, its new version); then the whole site, since any page may mention it. What is withdrawn goes all at once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Announcement } from '../editorial/announcement.ts';
import { reportLines } from '../start/report.ts';
import type { BakeResult } from './oven.ts';
import { firstPagesOf, pagesOf } from './paths.ts';
import type { Bakery } from './present.ts';

/** Milliseconds before each of the bakes that follow. */
const breath = { belonging: 150, whole: 350 };

type Print = (line: string) => void;

/** @returns the bake of the pages themselves; nothing when the store did not say which: the whole bake has them all */
export async function bakePublished(
  bakery: Bakery,
  { entryIds }: Announcement,
  print: Print,
): Promise<BakeResult | undefined> {
  let first: string[] = [];
  let edited: BakeResult | undefined;
  try {
    first = await firstPagesOf(entryIds);
    edited = await bakery.bakeEdited(first);
    for (const line of reportLines(edited)) print(line);
  } catch (error) {
    print(`✗ Les pages publiées n’ont pas pu passer en premier (${error instanceof Error ? error.message : error}).`);
  }
  void follow(bakery, { entryIds, first }, print);
  return edited;
}

async function follow(bakery: Bakery, { entryIds, first }: { entryIds: string[]; first: string[] }, print: Print) {
  // The editor’s answer is rendered in this same process: it goes first.
  await pause(breath.belonging);
  // What cannot be told or baked now is in the whole bake.
  const rest = await pagesOf(entryIds).catch(() => []);
  const belonging = rest.filter((path) => !first.includes(path));
  if (belonging.length > 0) for (const line of reportLines(await bakery.bakeEdited(belonging))) print(line);
  await pause(breath.whole);
  for (const line of reportLines(await bakery.bakeWhole())) print(line);
}
