/** What the bench and the process under measure say to each other. */
import type { BakeResult } from '../../server/bakery/oven.ts';
import type { Role } from '../../server/editorial/permissions.ts';

/** `anew`: as if nothing but what a key carries over had been baked before. */
export type Wanted =
  | { want: 'memory' }
  | { want: 'whole'; anew: boolean }
  | { want: 'edit'; slug: string; words: string }
  | { want: 'hire'; name: string; role: Role }
  | { want: 'draft'; slug: string; words: string }
  | { want: 'laureates'; count: number }
  | { want: 'settled' }
  | { want: 'rested' }
  | { want: 'hold' }
  | { want: 'forgive' };

export type Asked = { number: number } & Wanted;

/** Number 0 is said once, unasked: the store is prepared, or the site is served. */
export type Told = { number: number } & ({ value: unknown } | { fault: string });

/** Moments in milliseconds of the monotonic clock: publish() called, and returned. */
export type Edited = { called: number; returned: number; page: BakeResult | undefined; whole: BakeResult };

/** Somebody of the newsroom, and a session of theirs. */
export type Hired = { email: string; token: string };

/** A draft ahead of what is online. */
export type Drafted = { entryId: string; number: number };
