/**
 * How a publication makes itself known inside the process.
 *
 * Promise: whoever listens is called once, at once, after each committed publication; what it throws harms nobody else.
 * The listener lives on `globalThis`, since commands run both in plain Node and within Next’s bundle.
 */
export type Announcement = { publication: number; entryIds: string[] };

/** What the listener does about it may be waited for: the bake of the edited pages, or nothing when it has none. */
type Listener = (news: Announcement) => unknown;

type Heard = { entryIds: string[]; followed: unknown };

const key = Symbol.for('palmares.announcement');
const shared = globalThis as typeof globalThis & { [key]?: { listener: Listener; heard?: Heard | undefined } };

/** Makes `listener` the one that hears of publications: the bakery’s queue, in the process that serves. */
export function onPublication(listener: Listener): void {
  shared[key] = { listener };
}

/** Tells the listener, if there is one. */
export function announce(news: Announcement): void {
  const room = shared[key];
  if (!room) return;
  const heard: Heard = { entryIds: news.entryIds, followed: new Promise((resolve) => resolve(room.listener(news))) };
  room.heard = heard;
  const forget = () => {
    if (room.heard === heard) room.heard = undefined;
  };
  void Promise.resolve(heard.followed).then(forget, forget);
}

/** What the listener is doing about the last announcement, when that one holds all these entries. */
export function following(entryIds: string[]): unknown {
  const heard = shared[key]?.heard;
  return heard && entryIds.every((id) => heard.entryIds.includes(id)) ? heard.followed : undefined;
}
