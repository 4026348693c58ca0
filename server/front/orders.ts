/** What the process tells the thread of its front, and what it is answered. */
import type { Build } from '../bakery/swap.ts';
import type { Counts, Line } from './tally.ts';

/** What the thread is made with. */
export type Setting = { siteUrl: string; proxies: number; socket: string };

/** Obeyed one at a time, in the order given. `listen` is answered with the port (`socket`: an open one, instead), `count` with the counts, the others with nothing. */
export type Order =
  | { do: 'show'; build: Build }
  | { do: 'withhold'; paths: string[] }
  | { do: 'listen'; host: string; port: number; socket?: number | undefined }
  | { do: 'count' }
  | { do: 'close' };

export type Value = number | Counts | undefined;

/** A request that somebody may ask about, told as it is answered. */
export type Noted = { noted: Line };

/** An error keeps its message and its system code, such as `EADDRINUSE`. */
export type Report = { number: number; value?: Value; fault?: { message: string; code?: string } };

export type Numbered = Order & { number: number };
