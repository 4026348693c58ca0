/**
 * Tries to sign in that were refused without being looked at.
 *
 * Promise: counted in the whole process, in memory, since it started: they are too many for the journal, and whoever watches
 * must see an attack as large as it is.
 */

/** `throttled`: too soon after others. `busy`: too many at once. */
export type Unjudged = { throttled: number; busy: number };

// Counted within the application's bundle, read by plain Node.
const key = Symbol.for('palmares.unjudged');
const shared = globalThis as typeof globalThis & { [key]?: Unjudged };

/** The counts, and where to count. */
export function unjudged(): Unjudged {
  shared[key] ??= { throttled: 0, busy: 0 };
  return shared[key];
}
