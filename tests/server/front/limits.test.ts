import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Crowd } from '../../../server/front/crowd.ts';
import { network } from '../../../server/front/entrance.ts';
import { sentences } from '../../../server/front/sentences.ts';
import { tellable } from '../../../server/front/tally.ts';
import { doorRates } from '../../../server/limits.ts';
import { longTest } from '../../effort.ts';
import { type ShownSite, sendRaw, showSite } from './shown-site.ts';

let shown: ShownSite | undefined;
afterEach(async () => {
  await shown?.close();
  shown = undefined;
});

const connectionsOf = (site: ShownSite | undefined) =>
  new Promise<number>((resolve) => site?.front.server.getConnections((_, count) => resolve(count)));

const rates = (change: Partial<typeof doorRates>) => ({ ...doorRates, ...change });

describe('the crowd at the doors', () => {
  test('lets a burst in, then so many a second, each address for itself', () => {
    let now = 0;
    const crowd = new Crowd(rates({ address: { burst: 3, eachSecond: 2, atOnce: 9 } }), () => now);
    const asks = (address: string, times: number) => Array.from({ length: times }, () => crowd.enter(address)?.status);
    expect(asks('a', 4)).toEqual([undefined, undefined, undefined, 429]);
    expect(crowd.enter('a')).toEqual({ status: 429, seconds: 1 });
    expect(asks('b', 1)).toEqual([undefined]);
    now = 1000;
    expect(asks('a', 3)).toEqual([undefined, undefined, 429]);
  });

  test('has a bounded number inside, whoever they are, and remembers a bounded number', () => {
    const crowd = new Crowd(
      rates({ atOnce: 2, remembered: 2, address: { burst: 1, eachSecond: 1, atOnce: 9 } }),
      () => 0,
    );
    expect([crowd.enter('a'), crowd.enter('b'), crowd.enter('c')?.status]).toEqual([undefined, undefined, 503]);
    crowd.leave('a');
    expect(crowd.enter('d')).toBeUndefined();
    crowd.leave('b');
    // The first was forgotten for the later ones; the last is still known.
    expect([crowd.enter('a'), crowd.enter('d')?.status]).toEqual([undefined, 429]);
  });

  test('leaves room for others, however many one address keeps inside', () => {
    const crowd = new Crowd(rates({ atOnce: 4, address: { burst: 9, eachSecond: 1, atOnce: 2 } }), () => 0);
    expect([crowd.enter('a'), crowd.enter('a'), crowd.enter('a')?.status]).toEqual([undefined, undefined, 429]);
    expect([crowd.enter('b'), crowd.enter('a', true)]).toEqual([undefined, undefined]);
    crowd.leave('a');
    expect([crowd.enter('a'), crowd.enter('a')?.status]).toEqual([undefined, 429]);
  });
});

describe('beyond a limit, the front', () => {
  test('answers 429 and when to come back, with a reference, to an address that asks too often at the doors', async () => {
    shown = await showSite({ limits: { doorRates: rates({ address: { burst: 2, eachSecond: 1, atOnce: 9 } }) } });
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

  test('keeps no place for a body that is refused, and tells of its health whatever the crowd', async () => {
    shown = await showSite({ limits: { doorRates: rates({ atOnce: 1 }) } });
    const refused = connect(shown.port, '127.0.0.1');
    refused.write('POST /redaction HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\nlent');
    await once(refused, 'connect');
    const held = shown.hold();
    const first = shown.ask('/redaction');
    const letGo = await held;
    const alsoHeld = shown.hold();
    const health = shown.ask('/api/health');
    const letHealthGo = await alsoHeld;
    letGo();
    letHealthGo();
    expect([(await first).status, (await health).status]).toEqual([200, 200]);
    refused.destroy();
  });

  longTest('cuts off whoever was answered 408 and stays', async () => {
    shown = await showSite({ limits: { connections: { headers: 100, request: 200, check: 50 } } });
    for (const sent of [
      'GET / HTTP/1.1\r\nHost: a\r\nX-Slow',
      'POST /redaction HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n',
    ]) {
      const socket = connect({ port: shown.port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => undefined).write(sent);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toContain(' 408 ');
      const more = setInterval(() => socket.writable && socket.write('a'), 100);
      await vi.waitFor(() => expect(socket.destroyed).toBe(true), 4000);
      clearInterval(more);
    }
    await vi.waitFor(async () => expect(await connectionsOf(shown)).toBe(0));
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
  const spellings = ['/connexion/%69nvitation/ab', '//connexion/invitation//ab', 'http://h/connexion/invitation/ab%'];
  for (const path of ['/connexion/invitation/abcdef', ...spellings]) expect(tellable(path)).not.toContain('ab');
  expect(tellable('/connexion/%')).toBe('/connexion/%');
});

test('addresses of one network of version 6 count as one, however they are written', () => {
  const same = ['2001:db8:0:1::1', '2001:db8:0:1:a:b:c:d', '2001:DB8:0000:0001::2', '2001:db8:0:1::192.0.2.1'];
  expect(new Set(same.map(network))).toEqual(new Set(['2001:db8:0:1']));
  expect(['2001:db8::1', '2001:db8::a:b:c:d', '::1', '::ffff:192.0.2.1'].map(network)).toEqual([
    ...['2001:db8:0:0', '2001:db8:0:0', '0:0:0:0', '192.0.2.1'],
  ]);
});
