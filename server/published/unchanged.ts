/**
 * What the window has read, kept while the store has not changed.
 *
 * Promise: what is given again is what would be read again. The number that says so, SQLite’s `data_version`, changes
 * with every commit of another connection, and the reader commits nothing; it is asked for before the rows, so that a
 * commit in between can only make what was read newer than its number. The pages and files of one laureate, a dozen,
 * then read it once. Nothing may be kept that depends on the time or on the environment, and nobody changes what stands in
 * what they are given.
 */
import { dataVersion, type Reader, reader } from '../database.ts';

/** Readings kept at most, the latest used ones: some 20 KB each at worst. */
const MOST = 100;

type Kept = { version: string; readings: Map<string, Promise<unknown>> };

/** By store: a test opens one after the other. */
const stores = new WeakMap<Reader, Kept>();

async function presentOf(store: Reader): Promise<Map<string, Promise<unknown>>> {
  const version = await dataVersion();
  let kept = stores.get(store);
  if (kept?.version !== version) {
    kept = { version, readings: new Map() };
    stores.set(store, kept);
  }
  return kept.readings;
}

/**
 * Makes a reading that is done once for the same question until something is committed.
 * @param name tells it from the others; the question is its arguments, as JSON
 */
export function whileUnchanged<Asked extends unknown[], Answer>(
  name: string,
  read: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  return async (...asked) => {
    const readings = await presentOf(reader());
    const key = `${name} ${JSON.stringify(asked)}`;
    const known = readings.get(key) as Promise<Answer> | undefined;
    const reading = known ?? read(...asked);
    readings.delete(key);
    readings.set(key, reading);
    if (!known) reading.catch(() => readings.delete(key));
    const [oldest] = readings.size > MOST ? readings.keys() : [];
    if (oldest !== undefined) readings.delete(oldest);
    return own(await reading);
  };
}

/** A list is given as a copy, which may be sorted. */
const own = <Answer>(answer: Answer): Answer => (Array.isArray(answer) ? ([...answer] as Answer) : answer);
