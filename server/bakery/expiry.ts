/**
 * Bakes the site again when it changes by itself: an announcement expires without anybody publishing.
 *
 * Promise: after `watch(moment)` the bake is asked for once, at that moment or soon after; the last call counts. A bake
 * that failed is asked for again by the next look. Nothing is kept awake by it.
 */

/** How often the moment is looked at: a timer cannot wait 30 days, and a machine may sleep meanwhile. */
const look = 60_000;

export function watchExpiry(bake: () => void): { watch: (until: string | undefined) => void; close: () => void } {
  let moment: number | undefined;
  const timer = setInterval(() => {
    if (moment === undefined || moment > Date.now()) return;
    bake();
  }, look);
  timer.unref();
  return {
    watch: (until) => {
      moment = until === undefined ? undefined : new Date(until).getTime();
    },
    close: () => clearInterval(timer),
  };
}
