import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Line } from '../../../server/front/tally.ts';
import { type Front, openFront } from '../../../server/front.ts';
import { sendRaw } from './shown-site.ts';

const noted: Line[] = [];
let front: Front;
let port = 0;
beforeAll(async () => {
  front = openFront({
    siteUrl: 'http://localhost:3000',
    note: (line) => void noted.push(line),
    doorkeeper: (request, response) => {
      if (request.url?.endsWith('begun')) response.writeHead(200, { 'Content-Length': 9 }).write('half');
      if (request.url !== '/redaction') throw new Error('broken at the door');
      response.end('of the application');
    },
  });
  await new Promise<void>((resolve) => front.server.listen(0, '127.0.0.1', resolve));
  port = (front.server.address() as AddressInfo).port;
});
afterAll(() => front.close());

const ask = (target: string) => sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);

/** The one line of that fault, which comes with the 499 or the status of the request itself. */
const faultAt = (path: string) => noted.find((line) => line.path === path && line.fault);

test('a fault on one request ends its answer with a reference; the next one is answered', async () => {
  const failed = await ask('/redaction/broken');
  expect(failed.status).toBe(500);
  expect(failed.body.toString()).not.toMatch(/broken|\.ts/);
  const told = faultAt('/redaction/broken');
  expect(told?.fault).toMatch(/broken at the door\n.*fault\.test\.ts/);
  expect(failed.body.toString()).toContain(`Référence : ${told?.requestId}`);
  expect((await ask('/redaction')).body.toString()).toContain('of the application');
});

test('a fault on an answer that has begun cuts it', async () => {
  const cut = await ask('/redaction/begun').catch(() => undefined);
  expect(cut?.body.toString() ?? '').not.toHaveLength(9);
  expect(faultAt('/redaction/begun')?.status).toBe(500);
  expect((await ask('/redaction')).status).toBe(200);
});

test('a fault before any door is no end either', async () => {
  const { goods } = front.shelf();
  const get = goods.get.bind(goods);
  goods.get = (path) => {
    if (path === '/broken') throw new Error('broken on the shelf');
    return get(path);
  };
  expect((await ask('/broken')).status).toBe(500);
  expect(faultAt('/broken')?.fault).toContain('broken on the shelf');
  expect((await ask('/')).status).toBe(404);
});
