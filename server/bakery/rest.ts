/**
 * What the bakery does when nothing bakes: removes older builds a little later, and lays out the folder of the next.
 *
 * Promise: older builds go half a minute after a bake at the latest, or at once after one that failed, since the disk may
 * be full. Not after each bake: ext4 does not give a new file the place of one removed within the last seconds, and
 * looking for another made each of four hundred files cost half a millisecond instead of a tenth (measured, bakes in a row).
 */
import { Spare } from './spare.ts';
import { type Build, sweep } from './swap.ts';

/** Milliseconds. */
const LATER = 30_000;

export class Rest {
  readonly spare = new Spare();
  readonly #siteDir: string;
  readonly #wake: () => void;
  readonly #after: number;
  #due = false;
  #timer: NodeJS.Timeout | undefined;

  /** `wake` is called when it is time to sweep: `take` is expected soon after. `after`: milliseconds. */
  constructor(siteDir: string, wake: () => void, after = LATER) {
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

  /** The next rest is the moment to sweep. */
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

  /** Called when nothing bakes; `interrupted` tells when something waits again. A failure costs space or time, no more. */
  async take(online: Build | undefined, interrupted: () => boolean): Promise<void> {
    if (this.#due) {
      this.#due = false;
      this.spare.forget();
      await sweep(this.#siteDir).catch(() => undefined);
    } else this.#later();
    await this.spare.lay(this.#siteDir, online, interrupted);
  }
}
