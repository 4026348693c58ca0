/**
 * The public's side of the process: baked bytes first, then the doors that must run, then the baked 404.
 *
 * Promise: nothing but a door ever reaches the application or the database; every other request, however odd, is
 * answered from memory (or a baked file) with 200, 301, 304, 308, 400, 404, 405, 410 or 414. A new site takes the old
 * one's place between two requests.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Build } from './bakery/swap.ts';
import { readAddress } from './front/address.ts';
import { closeServer } from './front/close.ts';
import { Crowd } from './front/crowd.ts';
import { type Door, doorAt, doors } from './front/doors.ts';
import { drained, introduce, refusalOf } from './front/entrance.ts';
import { type Refusal, redirect, refuse, refuseUnread } from './front/refuse.ts';
import { send } from './front/send.ts';
import { emptyShelf, type Good, type Shelf, type ShelfLimits, stockShelf, without } from './front/shelf.ts';
import { type Counts, type Line, Tally, tellable } from './front/tally.ts';
import { connections, type doorRates } from './limits.ts';

export type FrontOptions = {
  /** Origin of the public site: HSTS is sent when it is https. */
  siteUrl: string;
  /** Answers what is let in at a door. */
  doorkeeper: RequestListener;
  /** How many proxies of ours stand in front. */
  proxies?: number;
  doors?: readonly Door[];
  shelfLimits?: ShelfLimits;
  /** Hears of every request that passed a door or was refused, when it has been answered. */
  note?: (line: Line) => void;
  limits?: { connections?: Partial<typeof connections>; doorRates?: typeof doorRates };
};

export type Front = {
  server: Server;
  /** Shows a build; the next request is answered from it. @throws {BuildDamaged} */
  show: (build: Build) => Promise<void>;
  /** Takes addresses off at once: they answer 404. */
  withhold: (paths: string[]) => void;
  shelf: () => Shelf;
  counts: () => Counts;
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
  readonly tally = new Tally();
  readonly #options: FrontOptions;
  readonly #doors: readonly Door[];
  readonly #crowd: Crowd;

  constructor(options: FrontOptions) {
    this.#options = options;
    this.#doors = options.doors ?? doors;
    this.#crowd = new Crowd(options.limits?.doorRates);
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
      this.#send(request, response, { ...this.shelf.notFound, status: 410 }, () =>
        this.#refuse(request, response, 404),
      );
    } else {
      // The file of an older build may go while its answer is being prepared: the present shelf knows better.
      this.#send(request, response, good, () => {
        if (!again || !this.#give(path, request, response, false)) this.#notFound(request, response);
      });
    }
    return true;
  }

  #send(request: IncomingMessage, response: ServerResponse, good: Good, lost: () => void): void {
    send(request, response, good, lost);
    this.tally.count('baked', response.statusCode === 304 ? 304 : good.status);
  }

  #notFound(request: IncomingMessage, response: ServerResponse): void {
    const { notFound } = this.shelf;
    if (notFound) this.#send(request, response, notFound, () => this.#refuse(request, response, 404));
    else this.#refuse(request, response, 404);
  }

  #refuse(request: IncomingMessage, response: ServerResponse, status: Refusal, more: string[] = []): void {
    const id = randomUUID();
    refuse(response, status, { secure: this.secure, id }, more);
    this.tally.count('refused', status);
    const { method = '', url = '' } = request;
    this.#options.note?.({ requestId: id, method, path: tellable(url.split('?')[0] ?? ''), status, ms: 0 });
  }

  /** What was no request at all. @returns its id */
  refused(status: Refusal): string {
    const requestId = randomUUID();
    this.tally.count('refused', status);
    this.#options.note?.({ requestId, method: '', path: '', status, ms: 0 });
    return requestId;
  }

  #consider(request: IncomingMessage, response: ServerResponse) {
    const address = readAddress(request.url ?? '');
    if ('refused' in address) return this.#refuse(request, response, address.refused);
    const { path, query, canonical } = address;
    const door = doorAt(path, this.#doors);
    if (door?.methods.includes(request.method ?? '')) return void this.#letIn(request, response, door, path + query);
    if (!isRead(request.method)) {
      return this.#refuse(request, response, 405, ['Allow', (door?.methods ?? ['GET', 'HEAD']).join(', ')]);
    }
    if (this.#give(path, request, response)) return;
    if (canonical !== path && (this.shelf.goods.has(canonical) || doorAt(canonical, this.#doors))) {
      this.tally.count('baked', 308);
      return redirect(response, canonical + query, this.secure);
    }
    this.#notFound(request, response);
  }

  async #letIn(request: IncomingMessage, response: ServerResponse, door: Door, target: string): Promise<void> {
    request.url = target; // Without the origin that a request in absolute form may name.
    const { id, address } = introduce(request, this.#options);
    this.#watch(request, response, id);
    const refusal = refusalOf(request, this.#options.siteUrl, door.form);
    // What is refused waits for its body only, and health is told however many are inside.
    const aside = refusal !== undefined || door.health === true;
    const turned = this.#crowd.enter(address, aside);
    const status = turned?.status ?? refusal;
    if (!turned && !aside) response.once('close', () => this.#crowd.leave(address));
    if (!status) return this.#options.doorkeeper(request, response);
    await drained(request);
    refuse(response, status, { secure: this.secure, id }, turned ? ['Retry-After', String(turned.seconds)] : []);
  }

  /** Tells of a request at a door when it has been answered; 499 when whoever asked left before, as nginx has it. */
  #watch(request: IncomingMessage, response: ServerResponse, requestId: string): void {
    const since = performance.now();
    const { method = '', url = '' } = request;
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 499;
      this.tally.count('door', status);
      const ms = Math.round(performance.now() - since);
      this.#options.note?.({ requestId, method, path: tellable(url.split('?')[0] ?? ''), status, ms });
    });
  }
}

/** Makes the front, showing nothing yet and not listening. */
export function openFront(options: FrontOptions): Front {
  const answers = new Answers(options);
  const limits = { ...connections, ...options.limits?.connections };
  const server = createServer(
    {
      ...{ maxHeaderSize: limits.headerBytes, headersTimeout: limits.headers, requestTimeout: limits.request },
      ...{ keepAliveTimeout: limits.kept, connectionsCheckingInterval: limits.check },
      // A request without a body is one from the start: making a stream end that was never read took a fifth of the time.
      optimizeEmptyRequests: true,
    },
    (request, response) => answers.answer(request, response),
  );
  server.maxConnections = limits.most;
  server.timeout = limits.idle;
  server.on('drop', () => answers.tally.count('closed', 0));
  refuseUnread(server, answers.secure, (status) => answers.refused(status));
  return {
    server,
    shelf: () => answers.shelf,
    counts: () => answers.tally.counts(),
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
