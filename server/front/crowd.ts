/**
 * How many requests come to the doors.
 *
 * Promise: each address may ask for a burst, then for so many a second; beyond, it is told when to come back. All
 * addresses together have a bounded number under way. What is remembered is bounded too, and of the latest addresses.
 */
import { doorRates } from '../limits.ts';

type Bucket = { left: number; at: number };

/** `seconds`: when to come back. */
export type Turned = { status: 429 | 503; seconds: number };

export class Crowd {
  readonly #rates: typeof doorRates;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #inside = 0;

  /** @param now milliseconds of a clock that never goes back */
  constructor(rates = doorRates, now = () => performance.now()) {
    this.#rates = rates;
    this.#now = now;
  }

  /** Somebody at that address asks. @returns why not, or nothing: then `leave` is owed once */
  enter(address: string): Turned | undefined {
    const { burst, eachSecond } = this.#rates.address;
    const now = this.#now();
    const before = this.#buckets.get(address) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + ((now - before.at) * eachSecond) / 1000);
    // Set anew, it is the latest: the one forgotten is the one that has not asked for longest.
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: left < 1 ? left : left - 1, at: now });
    if (this.#buckets.size > this.#rates.remembered) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    if (left < 1) return { status: 429, seconds: Math.ceil((1 - left) / eachSecond) };
    if (this.#inside >= this.#rates.atOnce) return { status: 503, seconds: 1 };
    this.#inside += 1;
    return undefined;
  }

  leave(): void {
    this.#inside -= 1;
  }
}
