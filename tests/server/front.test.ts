import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentPolicy } from '../../server/bakery/policy.ts';
import { preferredEncodings } from '../../server/front/negotiate.ts';
import { speculationRules } from '../../server/front/speculation.ts';
import { answer } from './bakery/fake-site.ts';
import { items, type ShownSite, sendRaw, showSite } from './front/shown-site.ts';

let shown: ShownSite;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.close());

/** The hash a browser computes of the page’s style, from the bytes it received. */
function inlineStyle(body: Buffer): string {
  const text = /<style>(.*?)<\/style>/s.exec(body.toString())?.[1] ?? '';
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

describe('a baked page', () => {
  test('comes in the encoding the reader prefers, the same text each time', async () => {
    const plain = await shown.ask('/laureats/biocycle');
    const br = await shown.ask('/laureats/biocycle', { 'Accept-Encoding': 'gzip, deflate, br, zstd' });
    const gzip = await shown.ask('/laureats/biocycle', { 'Accept-Encoding': 'gzip' });
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
    for (const { status, headers, body } of [plain, br, gzip]) {
      expect(status).toBe(200);
      expect(headers).toMatchObject({ vary: 'Accept-Encoding', 'content-length': String(body.length) });
    }
  });

  test('says what a browser must know, and nothing about the machine', async () => {
    const { headers, body } = await shown.ask('/');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'accept-ranges': 'none',
      'content-security-policy': contentPolicy([inlineStyle(body)]),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'cross-origin-opener-policy': 'same-origin',
      'speculation-rules': speculationRules,
    });
    for (const name of ['server', 'x-powered-by', 'set-cookie', 'strict-transport-security'])
      expect(headers).not.toHaveProperty(name);
  });

  test('kept from an earlier build of the code is sent with the policy of its own style', async () => {
    const own = await showSite();
    const earlier = await own.ask('/laureats/biocycle');
    await writeFile(path.join(own.site.settings.staticDir, 'chunks/site.css'), 'h1{color:#456}');
    own.site.settings.codeBuild = 'code-2';
    own.site.pages.set('/laureats/biocycle', answer('', 'text/html', 500));
    await own.bake(items);
    const [kept, anew] = [await own.ask('/laureats/biocycle'), await own.ask('/')];
    expect(kept.body).toEqual(earlier.body);
    for (const { body, headers } of [kept, anew])
      expect(headers['content-security-policy']).toBe(contentPolicy([inlineStyle(body)]));
    expect(inlineStyle(anew.body)).not.toBe(inlineStyle(kept.body));
    await own.close();
  });

  test('whose sheet is linked is allowed no inline style', async () => {
    const { headers, body } = await shown.ask('/laureats/minima');
    expect(body.toString()).toContain('href="/_next/static/chunks/site.css"');
    expect(headers['content-security-policy']).toBe(contentPolicy());
  });

  test('speaks of HTTPS for ever only when the site is on HTTPS', async () => {
    const secure = await showSite({ siteUrl: 'https://palmares.exemple.fr' });
    for (const target of ['/', '/rien', '/%', '/sitemap.xml', '/laureats/']) {
      expect((await secure.ask(target)).headers['strict-transport-security'], target).toMatch(/^max-age=63072000/);
    }
    await secure.close();
  });

  test('is found whatever the query, and in absolute form', async () => {
    for (const target of ['/?utm=1', '/?', '/#x', 'http://ailleurs.fr/', 'HTTP://ailleurs.fr', '/?q=100%']) {
      expect((await shown.ask(target)).status, target).toBe(200);
    }
  });

  test('is not sent again when the reader has it', async () => {
    const { headers } = await shown.ask('/', { 'Accept-Encoding': 'br' });
    const tag = headers.etag ?? '';
    for (const known of [tag, `W/${tag}`, `"autre", ${tag}`, '*', `"a",W/${tag},"b"`]) {
      const again = await shown.ask('/', { 'Accept-Encoding': 'br', 'If-None-Match': known });
      expect([again.status, again.body.length], known).toEqual([304, 0]);
      expect(again.headers).toMatchObject({ etag: tag, 'cache-control': 'no-cache', vary: 'Accept-Encoding' });
    }
    for (const [accept, known] of [
      ['br', '"autre"'],
      ['gzip', tag],
      ['br', tag.replaceAll('"', '')],
    ] as const) {
      expect((await shown.ask('/', { 'Accept-Encoding': accept, 'If-None-Match': known })).status).toBe(200);
    }
  });

  test('answers HEAD like GET, without the body', async () => {
    const get = await shown.ask('/', { 'Accept-Encoding': 'br' });
    const head = await shown.ask('/', { 'Accept-Encoding': 'br' }, 'HEAD');
    expect(head.body).toHaveLength(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
  });

  test('is sent whole when a range is asked for', async () => {
    const whole = await shown.ask('/');
    expect(await shown.ask('/', { Range: 'bytes=0-9' })).toMatchObject({ status: 200, body: whole.body });
  });
});

describe('encodings are chosen as RFC 9110 says', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, br', 'br'],
    ['BR', 'br'],
    ['br;q=0.1, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['gzip;q=0.5, *;q=0.8', 'br'],
    ['identity;q=0', 'identity'],
    ['identity, br;q=0.5', 'identity'],
    ['identity;q=0, gzip', 'gzip'],
    ['deflate, zstd', 'identity'],
    ['br;q=oui, gzip', 'gzip'],
    [', ,;q=1,', 'identity'],
  ])('« %s » gives %s', (header, first) => {
    expect(preferredEncodings(header)[0]).toBe(first);
  });
});

test('closing lets answers in hand finish, ends what is idle, and then takes no more', async () => {
  const own = await showSite();
  const idle = connect(own.port, '127.0.0.1').on('error', () => undefined);
  idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(idle, 'data');
  const inHand = own.hold();
  const asked = own.ask('/api/health');
  const letGo = await inHand;
  const order: string[] = [];
  const closed = own.front.close().then(() => order.push('closed'));
  await once(idle.resume(), 'close'); // Without the answer in hand being touched.
  await expect(sendRaw(own.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')).rejects.toThrow('ECONNREFUSED');
  expect(order).toEqual([]);
  letGo();
  expect((await asked).body.toString()).toBe('de l’application');
  await closed;
  await own.close();
});
