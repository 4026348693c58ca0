import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headOf, sendPrepared } from '../../../server/front/prepared.ts';
import { connections } from '../../../server/limits.ts';
import { type ShownSite, showSite } from './shown-site.ts';

let shown: ShownSite;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.close());

/** Sends these requests at once on one connection, the last of which closes it. @returns all bytes received */
function converse(port: number, requests: string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks)));
    socket.write(requests.join(''));
  });
}

const get = (target: string, more = '') => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
const last = (target: string, more = '') => get(target, `${more}Connection: close\r\n`);

type Said = { head: string; body: string };

/** Cuts a stream of answers by their lengths. */
function answersIn(bytes: Buffer, bodiless: (index: number) => boolean = () => false): Said[] {
  const found: Said[] = [];
  for (let rest = bytes.toString('latin1'); rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n') + 4;
    const head = rest.slice(0, end);
    const length = bodiless(found.length) ? 0 : Number(/^Content-Length: (\d+)/im.exec(head)?.[1] ?? 0);
    found.push({ head, body: rest.slice(end, end + length) });
    rest = rest.slice(end + length);
  }
  return found;
}

/** A head without the lines that depend on the moment and the connection. */
const lasting = (head = '') => head.replace(/^(Date|Connection|Keep-Alive): .*\r\n/gm, '');

test('is byte for byte what Node’s own writeHead and end would send', async () => {
  const headers = ['Content-Type', 'text/html; charset=utf-8', 'Content-Length', '11', 'Vary', 'Accept-Encoding'];
  const body = Buffer.from('<p>Été</p>');
  headers[3] = String(body.length);
  const head = headOf(headers);
  const server = createServer({ keepAliveTimeout: connections.kept }, ({ url }, response) => {
    if (url?.startsWith('/prepared')) return sendPrepared(response, Number(url.slice(-3)), head, body);
    response.writeHead(Number(url?.slice(-3)), headers);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (const status of [200, 404, 410]) {
    const asked = [get(`/prepared/${status}`), get(`/node/${status}`), last('/node/200')];
    const [ours, theirs] = answersIn(await converse(port, asked));
    const undated = (said?: Said) => said && { ...said, head: said.head.replace(/^Date: .* GMT\r\n/m, 'Date\r\n') };
    expect(ours?.head).toMatch(/^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r$/m);
    expect(undated(ours)).toEqual(undated(theirs));
    expect(theirs?.head).toContain(`HTTP/1.1 ${status} `);
  }
  await new Promise((resolve) => server.close(resolve));
});

test('a kept connection and one that closes get the same answer, whatever the address', async () => {
  const targets = [
    '/',
    '/laureats/biocycle',
    '/sitemap.xml',
    '/rien',
    '/laureats/retire',
    '/laureats/ancien',
    '/grand.png',
  ];
  for (const target of targets) {
    const gzip = 'Accept-Encoding: gzip\r\n';
    const [kept, closed] = answersIn(await converse(shown.port, [get(target, gzip), last(target, gzip)]));
    expect([kept?.head.includes('keep-alive'), closed?.head.includes('keep-alive')], target).toEqual([true, false]);
    expect(lasting(kept?.head), target).toBe(lasting(closed?.head));
    expect(kept?.body, target).toBe(closed?.body);
  }
});

test('a withdrawn page without one of its own keeps its 410 on a kept connection', async () => {
  const withdrawn = await showSite();
  withdrawn.site.pages.delete('/laureats/retire');
  await withdrawn.bake([
    { kind: 'page', path: '/' },
    { kind: 'gone', path: '/laureats/retire' },
  ]);
  const asked = [get('/laureats/retire'), get('/rien'), last('/')];
  const said = answersIn(await converse(withdrawn.port, asked));
  expect(said.map(({ head }) => head.slice(9, 12))).toEqual(['410', '404', '200']);
  expect(said[0]?.body).toBe(said[1]?.body);
  await withdrawn.close();
});

test('many requests sent at once are answered in their order, each whole', async () => {
  const tag = /^ETag: (.*)\r$/m.exec((await converse(shown.port, [last('/')])).toString('latin1'))?.[1] ?? '';
  const asked = [
    get('/'),
    get('/', `If-None-Match: ${tag}\r\n`),
    get('/').replace('GET', 'HEAD'),
    get('/laureats/minima', 'Content-Length: 5\r\n').concat('corps'),
    get('/grand.png'),
    get('/', 'Range: bytes=0-9\r\n'),
    last('/laureats/minima'),
  ];
  const said = answersIn(await converse(shown.port, asked), (index) => index === 1 || index === 2);
  expect(said.map(({ head }) => head.slice(9, 12))).toEqual(['200', '304', '200', '200', '200', '200', '200']);
  const [home, , , minima, large, range, again] = said.map(({ body }) => body);
  expect([range, again]).toEqual([home, minima]);
  expect([home?.includes('<html'), minima === home, large?.length]).toEqual([true, false, 300_000]);
});

test('an HTTP/1.0 reader is answered in its own way, then the connection closes', async () => {
  const bytes = await converse(shown.port, ['GET / HTTP/1.0\r\n\r\n']);
  expect(bytes.toString('latin1')).toMatch(/^HTTP\/1\.1 200 OK\r\n(.+\r\n)*Connection: close\r\n/);
});

test('a header that cannot stand in a head is refused when the shelf is stocked', () => {
  expect(() => headOf(['X-A', 'b\r\nSet-Cookie: c'])).toThrow(/X-A/);
  expect(() => headOf(['X A', 'b'])).toThrow(/X A/);
});
