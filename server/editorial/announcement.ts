/**
 * How a publication makes itself known inside the process.
 *
 * Promise: whoever listens is called once after each committed publication; a listener that throws harms nobody else.
 * The listener lives on `globalThis`, since commands run both in plain Node and within Next’s bundle.
 */
export type Announcement = { publication: number; entryIds: string[] };

type Listener = (news: Announcement) => void;

const key = Symbol.for('palmares.announcement');
const process = globalThis as typeof globalThis & { [key]?: Listener };

/** Makes `listener` the one that hears of publications: the bakery’s queue, in the process that serves. */
export function onPublication(listener: Listener): void {
  process[key] = listener;
}

/** Tells the listener, if there is one. */
export function announce(news: Announcement): void {
  process[key]?.(news);
}
