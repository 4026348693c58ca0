/**
 * A front in a thread of its own, which can be made to fall, showing a real bake before a little application.
 *
 * Promise: `frontForEachTest` gives each test of the file that calls it a front of its own on a free port, and ends it
 * afterwards.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { afterEach, beforeEach } from 'vitest';
import { bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { openReception } from '../../../server/front/reception.ts';
import { type FrontThread, startFront } from '../../../server/front/thread.ts';
import type { Bound } from '../../../server/socket.ts';
import { answer, type FakeSite, fakeSite, page } from '../bakery/fake-site.ts';
import { sendRaw } from './shown-site.ts';

export const siteUrl = 'http://localhost:3000';
export const script = new URL('falling-thread.ts', import.meta.url);
const items: BakeItem[] = [
  { kind: 'page', path: '/' },
  { kind: 'page', path: '/laureats/minima' },
];

export let site: FakeSite;
export let doors: Bound;
export let front: FrontThread;
export let port: number;
export let printed: string[];

/** What the application does with the next requests; each test may set it. */
export const application: { handle: RequestListener } = { handle: () => undefined };

/** Bakes the site as its pages are now. */
export async function bake() {
  await bakeSite(site.settings, site.plan(items));
  const build = await currentBuild(site.settings.siteDir);
  if (!build) throw new Error('no bake');
  return build;
}

export function frontForEachTest(): void {
  beforeEach(async () => {
    site = await fakeSite();
    for (const one of items) site.pages.set(one.path, answer(page(one.path)));
    application.handle = (_, response) => void response.end('de l’application');
    printed = [];
    const listener: RequestListener = (request, response) => application.handle(request, response);
    doors = await openReception(site.folder, { siteUrl, application: async () => listener });
    front = startFront(
      { siteUrl, proxies: 0, socket: doors.socket },
      { print: (line) => void printed.push(line), request: () => undefined },
      script,
    );
    port = await front.listen('127.0.0.1', 0);
    await front.show(await bake());
  });
  afterEach(async () => {
    await front.close();
    await doors.close();
    await site.remove();
  });
}

/** Sends a request whose connection closes after the answer; a body brings its length and our origin. */
export function ask(target: string, { method = 'GET', headers = [] as string[], body = '' } = {}) {
  const own = method === 'GET' || method === 'HEAD' ? [] : [`Origin: ${siteUrl}`, `Content-Length: ${body.length}`];
  const lines = ['Host: ailleurs.exemple', 'Connection: close', ...own, ...headers];
  return sendRaw(port, `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Hears one request whole, then answers with what was heard. */
export async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const heard = { url: request.url, method: request.method, headers: request.headers };
  response.end(JSON.stringify({ ...heard, body: Buffer.concat(chunks).toString() }));
}
