/**
 * What the bakery does when nothing bakes: removes older builds a little later, and lays out the folder of the next.
 *
 * Promise: older builds go half a minute after a bake at the latest, or after some bakes, or at once after one that failed,
 * since the disk may be full; though bakes follow one another without a rest. Not after each bake: ext4 does not give a new file the place of one removed within the last seconds, and
 * looking for another made each of four hundred files cost half a millisecond instead of a tenth (measured, bakes in a row).
 */
import { bakes } from '../limits.ts';
import { Spare } from './spare.ts';
import { type Build, sweep } from './swap.ts';

export class Rest {
  readonly spare = new Spare();
  readonly #siteDir: string;
  readonly #wake: () => void;
  readonly #after: number;
  #due = false;
  /** Bakes since older builds were last removed. */
  #bakes = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `wake` is called when it is time to sweep: `sweepIfDue` is expected soon after. `after`: milliseconds. */
  constructor(siteDir: string, wake: () => void, after = bakes.sweepAfter) {
    this.#siteDir = siteDir;
    this.#wake = wake;
    this.#after = after;
    this.#later(); // What a killed process left.
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#due = true;
      this.#wake();
    }, this.#after).unref();
  }

  /** The end of this bake is the moment to sweep. */
  sweepSoon(): void {
    this.#due = true;
  }

  /** Removes every build but the one online. @returns whether that could be done */
  async alone(): Promise<boolean> {
    this.spare.forget();
    return sweep(this.#siteDir, 'alone').then(
      () => true,
      () => false,
    );
  }

  /** Called after each bake, and when woken. A failure costs space, no more. */
  async sweepIfDue(): Promise<void> {
    this.#bakes += 1;
    if (!this.#due && this.#bakes < bakes.beforeSweep) return this.#later();
    this.#due = false;
    this.#bakes = 0;
    this.spare.forget();
    await sweep(this.#siteDir).catch(() => undefined);
  }

  /** Called when nothing bakes; `interrupted` tells when something waits again. */
  async take(online: Build | undefined, interrupted: () => boolean): Promise<void> {
    await this.spare.lay(this.#siteDir, online, interrupted);
  }
}
