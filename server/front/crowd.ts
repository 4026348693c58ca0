/**
 * How many requests come to the doors.
 *
 * Promise: each address may ask for a burst, then for so many a second; beyond, it is told when to come back. Each
 * address, and all together, have a bounded number under way. What is remembered is bounded too, and of the latest addresses.
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
  /** How many of each address are inside; those without any are not in it. */
  readonly #insideOf = new Map<string, number>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(rates = doorRates, now = () => performance.now()) {
    this.#rates = rates;
    this.#now = now;
  }

  /** Somebody at that address asks. @returns why not, or nothing: then `leave` is owed once, unless told `aside` */
  enter(address: string, aside = false): Turned | undefined {
    const { burst, eachSecond, atOnce } = this.#rates.address;
    const now = this.#now();
    const before = this.#buckets.get(address) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + ((now - before.at) * eachSecond) / 1000);
    // Set anew, it is the latest: the one forgotten is the one that has not asked for longest.
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: left < 1 ? left : left - 1, at: now });
    if (this.#buckets.size > this.#rates.remembered) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    if (left < 1) return { status: 429, seconds: Math.ceil((1 - left) / eachSecond) };
    if (aside) return undefined;
    const inside = this.#insideOf.get(address) ?? 0;
    if (inside >= atOnce) return { status: 429, seconds: 1 };
    if (this.#inside >= this.#rates.atOnce) return { status: 503, seconds: 1 };
    this.#inside += 1;
    this.#insideOf.set(address, inside + 1);
    return undefined;
  }

  leave(address: string): void {
    this.#inside -= 1;
    const left = (this.#insideOf.get(address) ?? 1) - 1;
    if (left === 0) this.#insideOf.delete(address);
    else this.#insideOf.set(address, left);
  }
}
