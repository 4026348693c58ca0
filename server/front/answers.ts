/**
 * What becomes of each request: from the shelf, at a door, sent to its canonical address, or refused.
 *
 * Promise: a fault of ours ends the answer in which it happens, with 500 and the reference under which the log has it;
 * no other reader notices.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { connections, doorRates } from '../limits.ts';
import { readAddress, written } from './address.ts';
import { Crowd } from './crowd.ts';
import { type Door, doorAt, doors } from './doors.ts';
import { drained, introduce, refusalOf } from './entrance.ts';
import { cut, isCrammed } from './pipelined.ts';
import { type Refusal, redirect, refuse } from './refuse.ts';
import { send } from './send.ts';
import { emptyShelf, type Good, type Shelf, type ShelfLimits } from './shelf.ts';
import { type Line, Tally, tellable } from './tally.ts';

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

function isRead(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The answers of one front: the shelf it shows, and what becomes of each request. */
export class Answers {
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
    try {
      if (isCrammed(request, response)) this.#cut(request);
      else if (!isRead(request.method) || !this.#give(request.url ?? '', request, response))
        this.#consider(request, response);
    } catch (error) {
      this.#failed(request, response, error);
    }
  }

  #cut({ socket }: IncomingMessage): void {
    cut(socket);
    this.tally.count('closed', 0);
  }

  #failed(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (response.headersSent) {
      response.destroy();
      this.#note(request, randomUUID(), 500, { fault });
    } else this.#refuse(request, response, 500, [], { fault });
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

  #refuse(
    request: IncomingMessage,
    response: ServerResponse,
    status: Refusal,
    more: string[] = [],
    told: Partial<Line> = {},
  ): void {
    const id = randomUUID();
    refuse(response, status, { secure: this.secure, id }, more);
    this.tally.count('refused', status);
    this.#note(request, id, status, told);
  }

  #note({ method = '', url = '' }: IncomingMessage, requestId: string, status: number, more: Partial<Line> = {}): void {
    this.#options.note?.({ requestId, method, path: tellable(url.split('?')[0] ?? ''), status, ms: 0, ...more });
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
    if (door?.methods.includes(request.method ?? '')) {
      const letIn = this.#letIn(request, response, door, path + query);
      return void letIn.catch((error: unknown) => this.#failed(request, response, error));
    }
    if (!isRead(request.method)) {
      return this.#refuse(request, response, 405, ['Allow', (door?.methods ?? ['GET', 'HEAD']).join(', ')]);
    }
    if (this.#give(path, request, response)) return;
    if (canonical !== path && (this.shelf.goods.has(canonical) || doorAt(canonical, this.#doors))) {
      this.tally.count('baked', 308);
      return redirect(response, written(canonical) + query, this.secure);
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
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 499;
      this.tally.count('door', status);
      this.#note(request, requestId, status, { ms: Math.round(performance.now() - since) });
    });
  }
}
