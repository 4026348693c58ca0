import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connections } from '../../../server/limits.ts';
import { type ShownSite, sendRaw, showSite } from './shown-site.ts';

let shown: ShownSite;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.close());

test('a few requests of one connection wait for the answer ahead, in order; a crammed connection is closed, its rest unread', async () => {
  const get = (at: string) => `GET ${at} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const last = 'GET /rien HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  for (let turn = 0; turn < 3; turn += 1) {
    const few = await sendRaw(shown.port, get('/').repeat(connections.pipelined) + last);
    const statuses = few.body.toString('latin1').match(/HTTP\/1\.1 (\d+)/g) ?? [];
    expect(statuses).toEqual([...Array(connections.pipelined - 1).fill('HTTP/1.1 200'), 'HTTP/1.1 404']);
  }
  let read = 0;
  const count = () => {
    read += 1;
  };
  subscribe('http.server.request.start', count);
  const many = await sendRaw(shown.port, get('/').repeat(20_000)).catch(() => undefined);
  unsubscribe('http.server.request.start', count);
  expect(many?.body.toString('latin1').match(/HTTP\/1\.1 200/g)?.length ?? 0).toBeLessThanOrEqual(
    connections.pipelined,
  );
  // The first, those that may wait, the one too many.
  expect(read).toBe(connections.pipelined + 2);
  expect(shown.front.counts().closed).toEqual([[0, 1]]);
  expect((await shown.ask('/')).status).toBe(200);
});
