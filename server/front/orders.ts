/** What the process tells the thread of its front, and what it is answered. */
import type { Build } from '../bakery/swap.ts';

/** What the thread is made with. */
export type Setting = { siteUrl: string; proxies: number; socket: string };

/** Obeyed one at a time, in the order given. `listen` is answered with the port, the others with nothing. */
export type Order =
  | { do: 'show'; build: Build }
  | { do: 'withhold'; paths: string[] }
  | { do: 'listen'; host: string; port: number }
  | { do: 'close' };

/** An error keeps its message and its system code, such as `EADDRINUSE`. */
export type Report = { number: number; value?: number | undefined; fault?: { message: string; code?: string } };

export type Numbered = Order & { number: number };
