/** What is remembered of the requests of the back office, by the way they really come: over a connection that may break. */
import { once } from 'node:events';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { requestNames } from '../../../server/front/entrance.ts';
import { actionBegan, mustWait, pageWithheld } from '../../../server/front/office.ts';
import { reception } from '../../../server/front/reception.ts';

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

/** Opens the application’s side of the doors; the front’s own checks are not here. */
async function open(application: () => Promise<RequestListener>): Promise<number> {
  server = createServer(reception({ siteUrl: 'http://localhost', application })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Posts to the page of signing in, under the id that the front would have given. */
function posting(port: number, id: string) {
  const headers = { [requestNames.id]: id, [requestNames.path]: '/connexion', 'Content-Length': '3' };
  const asking = request({ host: '127.0.0.1', port, path: '/connexion', method: 'POST', headers });
  asking.on('error', () => undefined); // It leaves by itself.
  return asking;
}

/** All that this process remembers of requests, as text. */
const remembered = () => {
  const [all = new Map()] = Object.getOwnPropertySymbols(globalThis)
    .filter((one) => one.description === 'palmares.requests')
    .map((one): unknown => Reflect.get(globalThis, one));
  return JSON.stringify(all, (_, value) => (value instanceof Map || value instanceof Set ? [...value] : value));
};

/** Says of a request everything that can be said. */
function sayAll(id: string): void {
  actionBegan(id);
  pageWithheld(id);
  mustWait(id, 429, 1500);
}

test('of whoever left after sending nothing is kept, whatever the application says of them afterwards', async () => {
  const { promise: said, resolve } = Promise.withResolvers<void>();
  const port = await open(async () => async (asked, response) => {
    for await (const _ of asked); // The body is read to its end: the action is called whoever is still there.
    leave();
    await once(response, 'close');
    sayAll('parti');
    resolve();
  });
  const asking = posting(port, 'parti').end('a=b');
  const leave = () => asking.destroy();
  await said;
  expect(remembered()).not.toContain('parti');
});

test('nor of whoever left while the application was starting', async () => {
  const { promise: said, resolve } = Promise.withResolvers<void>();
  const { promise: ready, resolve: start } = Promise.withResolvers<void>();
  const port = await open(async () => {
    asking.destroy();
    await ready;
    return () => {
      sayAll('impatient');
      resolve();
    };
  });
  server?.on('request', (_, response) => response.once('close', () => setImmediate(start)));
  const asking = posting(port, 'impatient').end('a=b');
  await said;
  expect(remembered()).not.toContain('impatient');
});

test('an answer says to wait, however many said so before of requests that nobody waits for', async () => {
  for (let at = 0; at < 1500; at += 1) mustWait(`perdu-${at}`, 429, 1500);
  const port = await open(async () => (_, response) => {
    mustWait('present', 503, 1500);
    response.end('Trop de monde.');
  });
  const [answer] = await once(posting(port, 'present').end('a=b'), 'response');
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  answer.resume();
  await once(answer, 'close');
  expect(remembered()).not.toMatch(/present|perdu/);
});
