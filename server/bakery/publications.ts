/**
 * What the bakery does about a publication.
 *
 * Promise: `bakePublished` bakes the edited pages first, once, whoever else waits for them; the whole site follows, since
 * any page may mention them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Announcement } from '../editorial/announcement.ts';
import { reportLines } from '../start/report.ts';
import type { BakeResult } from './oven.ts';
import { pagesOf } from './paths.ts';
import type { Bakery } from './present.ts';

/** Milliseconds between the edited pages and the whole bake that follows them. */
const breath = 500;

/** @returns the bake of the edited pages; nothing when the store did not say which: the whole bake has them all */
export async function bakePublished(
  bakery: Bakery,
  { entryIds }: Announcement,
  print: (line: string) => void,
): Promise<BakeResult | undefined> {
  const edited = await pagesOf(entryIds).then(
    (paths) => bakery.bakeEdited(paths),
    (error: unknown) => {
      print(`✗ Les pages publiées n’ont pas pu passer en premier (${error instanceof Error ? error.message : error}).`);
      return undefined;
    },
  );
  if (edited) for (const line of reportLines(edited)) print(line);
  void followWhole(bakery, print);
  return edited;
}

/** The editor’s answer is rendered in this same process: it goes before the pages that only mention the edited one. */
async function followWhole(bakery: Bakery, print: (line: string) => void): Promise<void> {
  await pause(breath);
  for (const line of reportLines(await bakery.bakeWhole())) print(line);
}
