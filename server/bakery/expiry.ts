/**
 * Bakes the site again when it changes by itself: an announcement expires without anybody publishing.
 *
 * Promise: once the moment that the shown build names has come, a bake is asked for within a minute, and again each
 * minute until a build names a later one. Nothing is kept awake by it.
 */
import type { Build } from './swap.ts';

/** How often the moment is looked at: a timer cannot wait 30 days, and a machine may sleep meanwhile. */
const look = 60_000;

type Watching = { show: (build: Build) => Promise<void>; close: () => Promise<void> };

/**
 * Watches the builds that `show` shows, the present one first.
 * @returns a `show` that watches what it shows, and how to stop
 */
export function watchExpiry(present: Build | undefined, show: Watching['show'], bake: () => void): Watching {
  let until = present?.manifest.until;
  const timer = setInterval(() => {
    if (until !== undefined && new Date(until).getTime() <= Date.now()) bake();
  }, look);
  timer.unref();
  return {
    show: async (build) => {
      await show(build);
      until = build.manifest.until;
    },
    close: async () => clearInterval(timer),
  };
}
