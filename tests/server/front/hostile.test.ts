import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect } from 'vitest';
import { readAddress } from '../../../server/front/address.ts';
import { matchesTag, preferredEncodings } from '../../../server/front/negotiate.ts';
import { rounds, longTest as test } from '../../effort.ts';
import { headers, target } from './odd-requests.ts';
import { type ShownSite, sendRaw, showSite } from './shown-site.ts';

let shown: ShownSite;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.close());

/** Node itself answers 100 to who expects it, and refuses what is not HTTP: 400, 408, 417 (Expect), 431 (headers too large), or a closed connection. */
const calm = new Set([100, 200, 301, 304, 308, 400, 404, 405, 408, 410, 414, 417, 431]);

/** What is said at a door besides: to a change that no page of ours sent, to a long body, to too many. */
const atDoors = new Set([...calm, 403, 413, 429]);

/** The doors of `showSite`, as another program than ours reads an address: RFC 3986, § 5.2.4, undoes the climbing. */
function isDoor(target: string): boolean {
  const { pathname } = new URL(target, 'http://a');
  return pathname === '/api/health' || /^\/redaction(\/|$)/.test(pathname);
}

test('every address is read, or refused, without a fault', () => {
  fc.assert(
    fc.property(fc.oneof(target, fc.string({ unit: 'binary' }), fc.webUrl()), (one) => {
      const read = readAddress(one);
      if ('refused' in read) return [400, 414].includes(read.refused);
      return read.path.startsWith('/') && !read.canonical.includes('//') && !/[\r\n]/.test(read.canonical + read.query);
    }),
    { numRuns: rounds(20_000, 1000) },
  );
});

test('any header about encodings or tags is read without a fault', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      matchesTag(one, '"a"');
      return preferredEncodings(one).includes('identity') && preferredEncodings(`${one},br;q=${other}`).length > 0;
    }),
    { numRuns: rounds(2000, 500) },
  );
});

test('odd addresses and headers never get a 5xx, reach the application by its doors only, never leave the site', async () => {
  const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE', 'DELETE');
  await fc.assert(
    fc.asyncProperty(method, target, headers, async (verb, one, given) => {
      const reply = await shown.ask(one, given, verb).catch(() => undefined);
      if (reply === undefined || Number.isNaN(reply.status)) return; // Not HTTP: the connection was closed.
      const fit = one.startsWith('/redaction') || one.startsWith('/api/health') ? atDoors : calm;
      expect(fit, `${verb} ${one} ${JSON.stringify(given)}: ${reply.status}`).toContain(reply.status);
      if (reply.headers.location) expect(reply.headers.location).toMatch(/^\/(?!\/)/);
      expect(reply.body.toString('latin1')).not.toMatch(/publicationNumber|at .*\.ts:|ENOENT/);
    }),
    { numRuns: rounds(1500, 150) },
  );
  const asked = shown.passed.map((one) => one.split(' ') as [string, string]);
  expect(asked.filter(([verb, at]) => !isDoor(at) || !['GET', 'HEAD', 'POST'].includes(verb))).toEqual([]);
  // As many again as a form, which the doors let in only from a page of this site.
  expect(asked.filter(([verb]) => verb === 'POST')).toEqual([]);
}, 30_000);

test('bytes that are no HTTP at all close the connection or get a 4xx', async () => {
  const raw = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    target.map((one) => `GET ${one} HTTP/9.9\r\n\r\n`),
    target.map((one) => `GET ${one} HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n`),
    target.map(
      (one) => `POST ${one} HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ),
    fc.nat(40_000).map((length) => `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(length + 17_000)}\r\n\r\n`),
  );
  await fc.assert(
    fc.asyncProperty(raw, async (bytes) => {
      const reply = await sendRaw(shown.port, `${bytes}\r\n\r\n`).catch(() => undefined);
      if (reply && !Number.isNaN(reply.status)) expect(reply.status).toBeLessThan(500);
    }),
    { numRuns: rounds(200, 20) },
  );
}, 60_000);

test('nothing grows on the disk nor on the shelf meanwhile, and the site still answers', async () => {
  const { folder, settings } = shown.site;
  const [held, size] = [shown.front.shelf().held, shown.front.shelf().goods.size];
  const before = (await readdir(folder, { recursive: true })).length;
  for (let at = 0; at < rounds(300, 60); at += 1)
    await shown.ask(`/inconnu-${at}`, { 'Accept-Encoding': `x-${at};q=0.${at}` });
  expect((await readdir(folder, { recursive: true })).length).toBe(before);
  expect([shown.front.shelf().held, shown.front.shelf().goods.size]).toEqual([held, size]);
  expect((await readdir(settings.siteDir)).length).toBe(2);
  expect((await shown.ask('/')).status).toBe(200);
});
