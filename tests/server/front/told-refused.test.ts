/** Every refusal of the front tells a browser what the table of tests/e2e/told.ts says, and nothing else, over https too. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect } from 'vitest';
import { reception } from '../../../server/front/reception.ts';
import { connections, doorRates, longestAddress, longestBody } from '../../../server/limits.ts';
import { type Sort, untold } from '../../e2e/told.ts';
import { longTest as test } from '../../effort.ts';
import { type Reply, type ShownSite, sendRaw, showSite } from './shown-site.ts';

let shown: ShownSite;
afterEach(() => shown?.close());

const rule = (sort: Sort, { headers }: Reply, secure: boolean) => untold(sort, new Response(null, { headers }), secure);
const post = (port: number, length: number, origin: string) => {
  const headers = `Host: a\r\nConnection: close\r\nOrigin: ${origin}\r\nContent-Length: ${length}`;
  return sendRaw(port, `POST /redaction HTTP/1.1\r\n${headers}\r\n\r\n${'a'.repeat(length)}`);
};

describe.each(['http://localhost:3000', 'https://palmares.exemple.fr'])('the front of %s', (siteUrl) => {
  const secure = siteUrl.startsWith('https');

  test('refuses what is too long, too slow, foreign or unreadable as the table says', async () => {
    shown = await showSite({ siteUrl, limits: { connections: { headers: 500, check: 50 } } });
    const long = 'a'.repeat(connections.headerBytes + 1);
    const replies: [number, Sort, Promise<Reply>][] = [
      [400, 'refused', shown.ask('/%zz')],
      [400, 'refused', sendRaw(shown.port, 'no request at all\r\n\r\n')],
      [403, 'refused', post(shown.port, 1, 'https://ailleurs.exemple')],
      [405, 'refusedMethod', shown.ask('/', {}, 'PUT')],
      [408, 'refused', sendRaw(shown.port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow')],
      [413, 'refused', post(shown.port, longestBody.office + 1, siteUrl)],
      [414, 'refused', shown.ask(`/${'a'.repeat(longestAddress)}`)],
      [431, 'refused', shown.ask('/', { 'X-Long': long })],
    ];
    for (const [status, sort, reply] of replies) {
      const found = await reply;
      expect([found.status, ...rule(sort, found, secure)]).toEqual([status]);
    }
  });

  test('tells who must wait until when, as the table says', async () => {
    const address = { burst: 3, eachSecond: 0.1, atOnce: 9 };
    shown = await showSite({ siteUrl, limits: { doorRates: { ...doorRates, atOnce: 1, address } } });
    const held = shown.hold();
    const first = shown.ask('/redaction');
    const letGo = await held;
    const crowded = await shown.ask('/redaction');
    letGo();
    await first;
    const third = shown.ask('/redaction');
    (await shown.hold())();
    await third;
    const often = await shown.ask('/redaction');
    expect([crowded.status, ...rule('later', crowded, secure)]).toEqual([503]);
    expect([often.status, ...rule('later', often, secure)]).toEqual([429]);
  });

  test('says that the application does not answer, or is not ready, as the table says', async () => {
    const doors = [
      { path: '/redaction', below: true, methods: ['GET'] },
      { path: '/api/health/ready', below: false, methods: ['GET'] },
    ];
    const own = { '/api/health/ready': async () => ({ status: 503 as const, body: { état: 'pas prêt' } }) };
    const application = () => Promise.reject(new Error('cassée'));
    const server = createServer(reception({ siteUrl, doors, own, application })).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    for (const [path, sort] of [
      ['/redaction', 'later'],
      ['/api/health/ready', 'unready'],
    ] as const) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      expect([answer.status, ...untold(sort, answer, secure)]).toEqual([503]);
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
