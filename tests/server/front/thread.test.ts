import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, vi } from 'vitest';
import { bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { requestNames } from '../../../server/front/entrance.ts';
import { openReception } from '../../../server/front/reception.ts';
import type { Line } from '../../../server/front/tally.ts';
import { type FrontThread, startFront } from '../../../server/front/thread.ts';
import type { Bound } from '../../../server/socket.ts';
import { longTest as test } from '../../effort.ts';
import { answer, type FakeSite, fakeSite, page } from '../bakery/fake-site.ts';
import { sendRaw } from './shown-site.ts';

const siteUrl = 'http://localhost:3000';
const script = new URL('falling-thread.ts', import.meta.url);
const items: BakeItem[] = [
  { kind: 'page', path: '/' },
  { kind: 'page', path: '/laureats/minima' },
];

let site: FakeSite;
let doors: Bound;
let front: FrontThread;
let port: number;
let printed: string[];
let noted: Line[];
/** What the application does with the next requests. */
let handle: RequestListener;

async function bake() {
  await bakeSite(site.settings, site.plan(items));
  const build = await currentBuild(site.settings.siteDir);
  if (!build) throw new Error('no bake');
  return build;
}

beforeEach(async () => {
  site = await fakeSite();
  for (const one of items) site.pages.set(one.path, answer(page(one.path)));
  handle = (_, response) => void response.end('de l’application');
  [printed, noted] = [[], []];
  const application = async (): Promise<RequestListener> => (request, response) => handle(request, response);
  doors = await openReception(site.folder, { siteUrl, application });
  front = startFront(
    { siteUrl, proxies: 0, socket: doors.socket },
    { print: (line) => void printed.push(line), request: (line) => void noted.push(line) },
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

/** Sends a request whose connection closes after the answer; a body brings its length and our origin. */
function ask(target: string, { method = 'GET', headers = [] as string[], body = '' } = {}) {
  const own = method === 'GET' || method === 'HEAD' ? [] : [`Origin: ${siteUrl}`, `Content-Length: ${body.length}`];
  const lines = ['Host: ailleurs.exemple', 'Connection: close', ...own, ...headers];
  return sendRaw(port, `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

describe('an order', () => {
  test('is answered when it has been carried out', async () => {
    expect((await ask('/')).body.toString()).toContain('<h1>/</h1>');
    site.pages.set('/', answer(page('Nouvelle')));
    await front.show(await bake());
    expect((await ask('/')).body.toString()).toContain('<h1>Nouvelle</h1>');
    await front.withhold(['/laureats/minima']);
    expect((await ask('/laureats/minima')).status).toBe(404);
  });

  test('that cannot be carried out rejects with the reason, and the site stays as it was', async () => {
    const build = await bake();
    await writeFile(path.join(build.folder, 'public/index.html'), 'autre chose');
    const anew = { ...build, manifest: { ...build.manifest, entries: new Map(build.manifest.entries) } };
    const home = anew.manifest.entries.get('/');
    if (home) anew.manifest.entries.set('/', { ...home, sha256: 'x'.repeat(64) });
    await expect(front.show(anew)).rejects.toThrow('public/index.html');
    await expect(front.listen('127.0.0.1', 0)).rejects.toMatchObject({ code: 'ERR_SERVER_ALREADY_LISTEN' });
    expect((await ask('/')).body.toString()).toContain('<h1>/</h1>');
  });
});

test('a thread that falls is replaced by one that shows and withholds the same at the same port', async () => {
  await front.withhold(['/laureats/minima']);
  for (const time of [1, 2]) {
    await writeFile(path.join(site.folder, 'fall'), '');
    await vi.waitFor(() => expect(printed).toHaveLength(time), { timeout: 10_000 });
    site.pages.set('/', answer(page(`Page ${time}`)));
    const build = await bake();
    await front.withhold(['/laureats/minima']); // Given while no thread is there: it is not lost.
    expect((await ask('/')).status).toBe(200);
    expect((await ask('/laureats/minima')).status).toBe(404);
    await front.show(build);
    expect((await ask('/')).body.toString()).toContain(`Page ${time}`);
    expect((await ask('/laureats/minima')).status).toBe(200);
    await front.withhold(['/laureats/minima']);
  }
  expect(printed[0]).toBe('✗ La façade s’est arrêtée (tombée) : une autre prend sa place.');
});

test('a thread that cannot start at all says so', async () => {
  const lame = startFront(
    { siteUrl, proxies: 0, socket: doors.socket },
    { print: () => undefined, request: () => undefined },
    new URL('none.ts', script),
  );
  await expect(lame.listen('127.0.0.1', 0)).rejects.toThrow('la façade ne démarre pas');
  await lame.close();
});

describe('a door', () => {
  /** Hears one request whole, then answers with what was heard. */
  const echo = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const heard = { url: request.url, method: request.method, headers: request.headers };
    response.end(JSON.stringify({ ...heard, body: Buffer.concat(chunks).toString() }));
  };
  const heardFrom = async (sent: ReturnType<typeof ask>) => JSON.parse((await sent).body.toString());

  test('hands on method, address, headers and body; what the front knows replaces what a client says', async () => {
    handle = (request, response) => void echo(request, response);
    const forged = Object.values(requestNames).map((name) => `${name}: moi`);
    const naming = `Connection: close, ${Object.values(requestNames).join(', ')}`;
    const many = Array.from({ length: 800 }, (_, at) => `${at.toString(36)}:`);
    for (const headers of [[...forged, naming, 'Accept: a/b', 'X-Forwarded-Host: autre', 'Upgrade: ws'], many]) {
      const body = 'x'.repeat(70_000);
      const heard = await heardFrom(ask(`http://autre.exemple/redaction/a?b=c`, { method: 'POST', headers, body }));
      expect(heard).toMatchObject({ url: '/redaction/a?b=c', method: 'POST', body });
      expect(heard.headers).toMatchObject({ host: 'localhost:3000', [requestNames.path]: '/redaction/a' });
      expect(heard.headers[requestNames.address]).toBe('127.0.0.1');
      expect(heard.headers[requestNames.id]).toMatch(/^[\da-f-]{36}$/);
      expect(heard.headers['x-forwarded-host']).toBeUndefined();
      expect(heard.headers.upgrade).toBeUndefined();
    }
  });

  test('hands back status, headers and body as the application gives them', async () => {
    handle = (_, response) => {
      response.writeHead(418, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-A', 'été', 'Content-Type', 'text/plain']);
      response.write('un, ');
      setTimeout(() => response.end('deux'), 20);
    };
    const raw = await rawAnswer('GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(raw).toMatch(/^HTTP\/1\.1 418 /);
    expect(raw.match(/Set-Cookie: .=./g)).toEqual(['Set-Cookie: a=1', 'Set-Cookie: b=2']);
    expect(raw).toContain('X-A: \xe9t\xe9');
    expect(raw.match(/^(Connection|Transfer-Encoding|Date): /gm)).toHaveLength(3);
    expect(raw).toContain('un, ');
    const head = await ask('/api/health', { method: 'HEAD' });
    expect([head.status, head.body.length]).toEqual([418, 0]);
  });

  test('streams: the reader has the beginning before the end is written, and a slow one holds the writer back', async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
    handle = async (_, response) => {
      response.write('début');
      await first.promise;
      let written = 0;
      while (response.write(Buffer.alloc(65_536)) && written < 64_000_000) written += 65_536;
      second.resolve(written);
      response.end();
    };
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    let begun = '';
    while (!begun.includes('début')) begun += (await once(socket, 'data')).toString();
    socket.pause();
    first.resolve();
    expect(await second.promise).toBeLessThan(64_000_000);
    socket.destroy();
  });

  test('tells the application when the reader leaves, while sending or while waiting', async () => {
    for (const sent of ['GET /redaction HTTP/1.1\r\nHost: a\r\n\r\n', `POST /redaction HTTP/1.1\r\nHost: a\r\n`]) {
      const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      handle = (request, response) => {
        request.resume();
        response.once('close', leave);
        arrive();
      };
      const socket = connect(port, '127.0.0.1');
      socket.write(
        sent.startsWith('GET') ? sent : `${sent}Origin: ${siteUrl}\r\nContent-Length: 100000\r\n\r\ndes mots`,
      );
      await arrived;
      socket.destroy();
      await left;
    }
  });

  test('answers a body that the application does not read', async () => {
    handle = (_, response) => void response.writeHead(303, { Location: '/connexion' }).end();
    for (let time = 0; time < 20; time += 1) {
      const { status } = await ask('/redaction', { method: 'POST', body: 'x'.repeat(900_000) });
      expect(status).toBe(303);
    }
  });

  test('cuts the answer when the application does, and answers the next', async () => {
    handle = (_, response) => {
      response.write('début');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await rawAnswer('GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).not.toMatch(
      /\r\n0\r\n/,
    );
    handle = (_, response) => void response.end('bien');
    expect((await ask('/api/health')).body.toString()).toBe('bien');
  });

  test('says when to try again while the application does not answer; public pages answer', async () => {
    handle = (_, response) => void response.destroy();
    expect(await ask('/api/health')).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
    await doors.close();
    expect(await ask('/redaction')).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
    expect(await ask('/redaction', { method: 'POST', body: 'x'.repeat(900_000) })).toMatchObject({ status: 503 });
    expect((await ask('/')).status).toBe(200);
  });

  test('refuses in the front what is not let in', async () => {
    let asked = 0;
    handle = (_, response) => {
      asked += 1;
      response.end();
    };
    const sent = [
      ask('/redaction', { method: 'POST', headers: ['Origin: null'] }),
      ask('/redaction', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) }),
      ask('/redaction', { method: 'PUT' }),
      sendRaw(
        port,
        `POST /redaction HTTP/1.1\r\nHost: a\r\nOrigin: ${siteUrl}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ),
    ];
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([403, 413, 405, 413]);
    expect(asked).toBe(0);
  });
});

/** All bytes of an answer, as latin1. */
function rawAnswer(sent: string): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(got)).on('error', () => undefined);
    socket.write(sent);
  });
}
