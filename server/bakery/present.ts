/**
 * The bakery of this process, as it is known from both module graphs.
 *
 * Promise: what `server/main.ts` opened is what everybody finds; nothing of the bakery itself is loaded from here, so
 * that Next’s bundle does not carry it.
 */
import type { BakeReport, BakeResult } from './oven.ts';

export type BakeState = {
  /** What is being served: the build, and the publication at which the whole of it was baked. */
  online: { build: string; publicationNumber: number } | undefined;
  running: 'whole' | 'pages' | undefined;
  /** Edited addresses waiting, and whether a whole bake waits. */
  waiting: { pages: string[]; whole: boolean };
  last: (BakeResult & { at: Date }) | undefined;
  /** The last bake of the whole site: its failed pages and broken links stand until the next. */
  lastWhole: (BakeReport & { at: Date }) | undefined;
};

/** Takes away what must not be kept any longer; given the folder of the pages kept for ever. */
export type Clear = (keptDir: string) => Promise<void>;

/** The bake queue as it is known from both module graphs of the process. */
export type Bakery = {
  bakeWhole(): Promise<BakeResult>;
  bakeEdited(paths: string[]): Promise<BakeResult>;
  bakeAlone(clear: Clear): Promise<BakeResult>;
  state(): BakeState;
  /** Resolves when nothing bakes nor waits, and what is done at rest is done. */
  idle(): Promise<void>;
};

const key = Symbol.for('palmares.bakery');
const room = globalThis as { [key]?: Bakery };

/** Makes a queue the one of this process. Called by `server/main.ts` only. */
export function openBakery(bakery: Bakery | undefined): void {
  if (bakery) room[key] = bakery;
  else delete room[key];
}

/** The queue of this process; `undefined` where nothing is served from here (`next dev`, commands). */
export function bakery(): Bakery | undefined {
  return room[key];
}
