/** What the bench and the process under measure say to each other. */
import type { BakeResult } from '../../server/bakery/oven.ts';

/** `anew`: as if nothing had been baked before. */
export type Wanted =
  | { want: 'memory' }
  | { want: 'whole'; anew: boolean }
  | { want: 'edit'; slug: string; words: string };

export type Asked = { number: number } & Wanted;

/** Number 0 is said once, unasked: the store is prepared, or the site is served. */
export type Told = { number: number } & ({ value: unknown } | { fault: string });

/** Moments in milliseconds of the monotonic clock: publish() called, and returned. */
export type Edited = { called: number; returned: number; page: BakeResult | undefined; whole: BakeResult };
