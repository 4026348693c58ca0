/**
 * The public's side of the process: baked bytes first, then the doors that must run, then the baked 404.
 *
 * Promise: nothing but a door ever reaches the application or the database; every other request, however odd, is
 * answered from memory (or a baked file) with 200, 301, 304, 308, 400, 404, 405, 410 or 414. A new site takes the old
 * one's place between two requests.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Build } from './bakery/swap.ts';
import { readAddress } from './front/address.ts';
import { type Door, doorAt, doors } from './front/doors.ts';
import { drained, introduce, refusalOf } from './front/entrance.ts';
import { keepAliveTimeout } from './front/prepared.ts';
import { redirect, refuse } from './front/refuse.ts';
import { send } from './front/send.ts';
import { emptyShelf, type Shelf, type ShelfLimits, stockShelf, without } from './front/shelf.ts';

/** What one reader may ask of the process. Times in milliseconds, sizes in bytes. */
export const frontLimits = {
  /** Request line and headers: all of them at once, and how long they may take to arrive. */
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  /** A whole request with its body. */
  requestTimeout: 60_000,
  keepAliveTimeout,
  /** A connection on which nothing moves, such as a reader who stopped reading. */
  idleTimeout: 60_000,
  maxConnections: 2000,
  connectionsCheckingInterval: 2000,
  /** What is left of the ten seconds a stop may take, once the bakery and Next have theirs. */
  drain: 5000,
};

export type FrontOptions = {
  /** Origin of the public site: HSTS is sent when it is https. */
  siteUrl: string;
  /** Answers what is let in at a door. */
  doorkeeper: RequestListener;
  /** How many proxies of ours stand in front. */
  proxies?: number;
  doors?: readonly Door[];
  shelfLimits?: ShelfLimits;
};

export type Front = {
  server: Server;
  /** Shows a build; the next request is answered from it. @throws {BuildDamaged} */
  show: (build: Build) => Promise<void>;
  /** Takes addresses off at once: they answer 404. */
  withhold: (paths: string[]) => void;
  shelf: () => Shelf;
  /** Lets requests in hand finish, then closes what is left. */
  close: () => Promise<void>;
};

function isRead(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The answers of one front: the shelf it shows, and what becomes of each request. */
class Answers {
  shelf: Shelf = emptyShelf();
  readonly secure: boolean;
  readonly #options: FrontOptions;
  readonly #doors: readonly Door[];

  constructor(options: FrontOptions) {
    this.#options = options;
    this.#doors = options.doors ?? doors;
    this.secure = options.siteUrl.startsWith('https:');
  }

  /** The hot path: one look-up of the address as it was written. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    if (!isRead(request.method) || !this.#give(request.url ?? '', request, response)) this.#consider(request, response);
  }

  #give(path: string, request: IncomingMessage, response: ServerResponse, again = true): boolean {
    const good = this.shelf.goods.get(path);
    if (good === undefined) return false;
    if (good.status === 410 && good.identity.file === '' && this.shelf.notFound) {
      // Withdrawn, and its own page failed: the page of unknown addresses speaks for it.
      send(request, response, { ...this.shelf.notFound, status: 410 }, () => refuse(response, 404, this.secure));
    } else {
      // The file of an older build may go while its answer is being prepared: the present shelf knows better.
      send(request, response, good, () => {
        if (!again || !this.#give(path, request, response, false)) this.#notFound(request, response);
      });
    }
    return true;
  }

  #notFound(request: IncomingMessage, response: ServerResponse): void {
    if (this.shelf.notFound) send(request, response, this.shelf.notFound, () => refuse(response, 404, this.secure));
    else refuse(response, 404, this.secure);
  }

  #consider(request: IncomingMessage, response: ServerResponse) {
    const address = readAddress(request.url ?? '');
    if ('refused' in address) return refuse(response, address.refused, this.secure);
    const { path, query, canonical } = address;
    const door = doorAt(path, this.#doors);
    if (door?.methods.includes(request.method ?? '')) return void this.#letIn(request, response, door, path + query);
    if (!isRead(request.method)) {
      return refuse(response, 405, this.secure, ['Allow', (door?.methods ?? ['GET', 'HEAD']).join(', ')]);
    }
    if (this.#give(path, request, response)) return;
    if (canonical !== path && (this.shelf.goods.has(canonical) || doorAt(canonical, this.#doors))) {
      return redirect(response, canonical + query, this.secure);
    }
    this.#notFound(request, response);
  }

  async #letIn(request: IncomingMessage, response: ServerResponse, door: Door, target: string): Promise<void> {
    const refusal = refusalOf(request, this.#options.siteUrl, door.form);
    if (refusal) {
      await drained(request);
      return refuse(response, refusal, this.secure);
    }
    request.url = target; // Without the origin that a request in absolute form may name.
    introduce(request, this.#options);
    this.#options.doorkeeper(request, response);
  }
}

/** Makes the front, showing nothing yet and not listening. */
export function openFront(options: FrontOptions): Front {
  const answers = new Answers(options);
  const { maxConnections, idleTimeout, drain: _, ...limits } = frontLimits;
  const server = createServer(limits, (request, response) => answers.answer(request, response));
  server.maxConnections = maxConnections;
  server.timeout = idleTimeout;
  return {
    server,
    shelf: () => answers.shelf,
    show: async (build) => {
      const { secure, shelf: earlier } = answers;
      answers.shelf = await stockShelf(build, {
        ...{ secure, earlier },
        ...(options.shelfLimits && { limits: options.shelfLimits }),
      });
    },
    withhold: (paths) => {
      answers.shelf = without(answers.shelf, paths);
    },
    close: () => closeServer(server),
  };
}

/** Stops accepting, lets answers in hand finish, closes what remains after the time allowed. */
async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const last = setTimeout(() => server.closeAllConnections(), frontLimits.drain);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(last);
}
