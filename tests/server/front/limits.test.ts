import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Crowd } from '../../../server/front/crowd.ts';
import { sentences } from '../../../server/front/sentences.ts';
import { tellable } from '../../../server/front/tally.ts';
import { connections, doorRates, longestAddress, longestBody } from '../../../server/limits.ts';
import { type ShownSite, sendRaw, showSite } from './shown-site.ts';

let shown: ShownSite | undefined;
afterEach(async () => {
  await shown?.close();
  shown = undefined;
});

const rates = (change: Partial<typeof doorRates>) => ({ ...doorRates, ...change });

describe('the crowd at the doors', () => {
  test('lets a burst in, then so many a second, each address for itself', () => {
    let now = 0;
    const crowd = new Crowd(rates({ address: { burst: 3, eachSecond: 2 } }), () => now);
    const asks = (address: string, times: number) => Array.from({ length: times }, () => crowd.enter(address)?.status);
    expect(asks('a', 4)).toEqual([undefined, undefined, undefined, 429]);
    expect(crowd.enter('a')).toEqual({ status: 429, seconds: 1 });
    expect(asks('b', 1)).toEqual([undefined]);
    now = 1000;
    expect(asks('a', 3)).toEqual([undefined, undefined, 429]);
  });

  test('has a bounded number inside, whoever they are, and remembers a bounded number', () => {
    const crowd = new Crowd(rates({ atOnce: 2, remembered: 2, address: { burst: 1, eachSecond: 1 } }), () => 0);
    expect([crowd.enter('a'), crowd.enter('b'), crowd.enter('c')?.status]).toEqual([undefined, undefined, 503]);
    crowd.leave();
    expect(crowd.enter('d')).toBeUndefined();
    crowd.leave();
    // The first was forgotten for the later ones; the last is still known.
    expect([crowd.enter('a'), crowd.enter('d')?.status]).toEqual([undefined, 429]);
  });
});

describe('beyond a limit, the front', () => {
  test('answers 429 and when to come back, with a reference, to an address that asks too often at the doors', async () => {
    shown = await showSite({ limits: { doorRates: rates({ address: { burst: 2, eachSecond: 1 } }) } });
    const [, , third] = [await shown.ask('/redaction'), await shown.ask('/redaction'), await shown.ask('/redaction')];
    expect(third?.status).toBe(429);
    expect(Number(third?.headers['retry-after'])).toBeGreaterThan(0);
    const [said, reference] = third?.body.toString().trim().split('\nRéférence : ') ?? [];
    expect(said).toBe(sentences[429]);
    await vi.waitFor(() => expect(shown?.noted.at(-1)).toMatchObject({ requestId: reference, status: 429 }));
    expect((await shown.ask('/')).status).toBe(200);
    expect(shown.passed).toHaveLength(2);
  });

  test('answers 503 at the doors while too much is under way, and lets in again what leaves', async () => {
    shown = await showSite({ limits: { doorRates: rates({ atOnce: 1 }) } });
    const held = shown.hold();
    const first = shown.ask('/redaction');
    const letGo = await held;
    expect(await shown.ask('/redaction')).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    letGo();
    expect((await first).status).toBe(200);
    expect(shown.front.counts().door).toEqual([
      [200, 1],
      [503, 1],
    ]);
  });

  test('answers 408 to whoever is too slow, 431 to headers too long, 400 to what is no HTTP', async () => {
    shown = await showSite({ limits: { connections: { headers: 100, request: 200, check: 50 } } });
    const late = await sendRaw(shown.port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow');
    const long = await sendRaw(shown.port, `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(17_000)}\r\n\r\n`);
    const odd = await sendRaw(shown.port, 'no request at all\r\n\r\n');
    for (const [reply, status] of [
      [late, 408],
      [long, 431],
      [odd, 400],
    ] as const) {
      expect(reply.status).toBe(status);
      expect(reply.body.toString()).toMatch(new RegExp(`^${sentences[status]}\nRéférence : [0-9a-f-]{36}\n$`));
      expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    }
  });

  test('closes a connection too many unheard, and counts it', async () => {
    shown = await showSite({ limits: { connections: { most: 2 } } });
    const sockets = await Promise.all(
      [1, 2].map(
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(shown?.port ?? 0, '127.0.0.1', () => resolve(socket));
          }),
      ),
    );
    const unheard = await sendRaw(shown.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n').catch(() => undefined);
    expect(unheard?.status || 'closed').toBe('closed');
    expect(shown.front.counts().closed).toEqual([[0, 1]]);
    for (const socket of sockets) socket.destroy();
  });
});

test('baked answers are counted and not told; refusals are told without their query', async () => {
  shown = await showSite();
  await shown.ask('/');
  await shown.ask('/rien');
  await shown.ask('/?a=secret', {}, 'PUT');
  expect(shown.front.counts()).toMatchObject({
    baked: [
      [200, 1],
      [404, 1],
    ],
    refused: [[405, 1]],
  });
  expect(shown.noted.map(({ method, path: at, status }) => [method, at, status])).toEqual([['PUT', '/', 405]]);
  expect(tellable('/connexion/invitation/abcdef')).toBe('/connexion/invitation/…');
});

test('nginx, as it is deployed, has the same limits', () => {
  const deployed = readFileSync(path.join(import.meta.dirname, '../../../deploy/nginx.conf'), 'utf8');
  const said = (name: string) => new RegExp(`^ *${name} (\\S+);`, 'm').exec(deployed)?.[1];
  expect(said('client_max_body_size')).toBe(`${longestBody.office / 1024 ** 2}m`);
  expect(deployed).toContain(`client_max_body_size ${longestBody.form / 1024}k;`);
  expect(said('client_header_timeout')).toBe(`${connections.headers / 1000}s`);
  expect(said('keepalive_timeout')).toBe(`${connections.kept / 1000}s`);
  expect(said('send_timeout')).toBe(`${connections.idle / 1000}s`);
  expect(deployed).toContain(`^.{${longestAddress + 1}}`);
});
