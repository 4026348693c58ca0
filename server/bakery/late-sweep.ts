/**
 * Older builds removed a little later, in a moment when nothing bakes.
 *
 * Promise: they go half a minute after a bake at the latest, or at once after one that failed, since the disk may be
 * full. Not after each bake: ext4 does not give a new file the place of one removed within the last seconds, and looking
 * for another made each of four hundred files cost half a millisecond instead of a tenth (measured, bakes in a row).
 */
import { sweep } from './swap.ts';

/** Milliseconds. */
const LATER = 30_000;

export class LateSweep {
  readonly #siteDir: string;
  readonly #wake: () => void;
  readonly #after: number;
  #due = false;
  #timer: NodeJS.Timeout | undefined;

  /** `wake` is called when it is time: `atRest` is expected soon after. `after` milliseconds; 0: whenever nothing bakes. */
  constructor(siteDir: string, wake: () => void, after = LATER) {
    this.#siteDir = siteDir;
    this.#wake = wake;
    this.#after = after;
    // What a killed process left.
    if (after > 0) this.#later();
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#due = true;
      this.#wake();
    }, this.#after).unref();
  }

  /** The next rest is the moment. */
  now(): void {
    this.#due = true;
  }

  /** Removes every build but the one online. @returns whether that could be done */
  async alone(): Promise<boolean> {
    return sweep(this.#siteDir, 'alone').then(
      () => true,
      () => false,
    );
  }

  /** Called when nothing bakes nor waits, and nothing will until it resolves. A failure costs space, and the next sweep tries again. */
  async atRest(): Promise<void> {
    if (!this.#due && this.#after > 0) return this.#later();
    this.#due = false;
    await sweep(this.#siteDir).catch(() => undefined);
  }
}
