import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentPolicy } from '../../server/bakery/policy.ts';
import { preferredEncodings } from '../../server/front/negotiate.ts';
import { speculationRules } from '../../server/front/speculation.ts';
import { longTest } from '../effort.ts';
import { answer, page } from './bakery/fake-site.ts';
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

describe('other addresses', () => {
  test.each([
    ['/sitemap.xml', 'application/xml', 'no-cache'],
    ['/grand.png', 'image/png', 'no-cache'],
    ['/_next/static/chunks/site.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/_next/static/media/font.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
  ])('%s has its exact type and its cache class', async (target, type, cache) => {
    expect((await shown.ask(target)).headers).toMatchObject({ 'content-type': type, 'cache-control': cache });
  });

  test('a moved one answers 301, a withdrawn one 410 with its page', async () => {
    const moved = await shown.ask('/laureats/ancien');
    expect([moved.status, moved.headers.location, moved.body.length]).toEqual([301, '/laureats/biocycle', 0]);
    const gone = await shown.ask('/laureats/retire');
    expect([gone.status, gone.headers.etag]).toEqual([410, undefined]);
    expect(gone.body.toString()).toContain('Retirée');
  });

  test.each([
    ['/laureats/biocycle/', '/laureats/biocycle'],
    ['//laureats///biocycle', '/laureats/biocycle'],
    ['/laureats/bioc%79cle?a=b', '/laureats/biocycle?a=b'],
    ['/laureats%2Fbiocycle', '/laureats/biocycle'],
    ['///', '/'],
    ['/api/health/', '/api/health'],
  ])('%s is sent to its canonical form', async (target, location) => {
    expect(await shown.ask(target)).toMatchObject({ status: 308, headers: { location } });
  });

  test.each([
    '/rien',
    '/LAUREATS/biocycle',
    '/laureats/biocycle.html',
    '/index.html',
    '/404.html',
    '//ailleurs.fr',
    '/../manifest.json',
    '/manifest.json',
    '/laureats/../sitemap.xml',
    '/%2e%2e/manifest.json',
    '/_next/static/chunks/never.css',
    '/_next/static/chunks/code.js',
    '/_next/image?url=/x',
    '/__proto__',
    '/constructor',
    '/%E2%80%AE',
    '/api',
    '/api/health/x',
    '/redactions',
  ])('%s gets the baked 404', async (target) => {
    const { status, body, headers } = await shown.ask(target);
    expect([status, headers['content-security-policy']]).toEqual([404, contentPolicy()]);
    expect(body.toString()).toContain('<h1>Introuvable</h1>');
  });

  test.each([
    ['/%', 400],
    ['/%00', 400],
    ['/a%0d%0aSet-Cookie:x', 400],
    ['/%ff', 400],
    ['/\xe9', 400],
    ['relatif', 400],
    [`/${'a'.repeat(2048)}`, 414],
    [`/${'a'.repeat(9000)}`, 414],
  ])('%s is refused', async (target, status) => {
    expect((await shown.ask(target)).status).toBe(status);
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    '%s is not for reading',
    async (method) => {
      expect(await shown.ask('/', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
      expect((await shown.ask('*', {}, method)).status).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('the doors', () => {
  test('pass to the application, with the methods they allow; nothing else does', async () => {
    shown.passed.length = 0;
    expect((await shown.ask('/api/health')).body.toString()).toContain('de l’application');
    const form = { 'Content-Length': '0', Origin: 'http://localhost:3000' };
    expect((await shown.ask('/redaction/a?b', form, 'POST')).status).toBe(200);
    for (const Origin of ['', 'null', 'https://ailleurs.exemple']) {
      const foreign = await shown.ask('/redaction/a?b', { 'Content-Length': '0', ...(Origin && { Origin }) }, 'POST');
      expect(foreign.status).toBe(403);
    }
    expect((await shown.ask('/api/health', {}, 'POST')).headers.allow).toBe('GET, HEAD');
    for (const target of ['/api/healthy', '/api//health', '/API/health', '/x/redaction', '/redaction%2fa'])
      await shown.ask(target);
    expect(shown.passed).toEqual(['GET /api/health', 'POST /redaction/a?b']);
    expect((await shown.ask('/api/health')).headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
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

describe('the shelf', () => {
  test('streams from the disk what is too large for memory, whole', async () => {
    const variant = shown.front.shelf().goods.get('/grand.png')?.identity;
    expect(variant?.body).toBeUndefined();
    const { body, headers } = await shown.ask('/grand.png');
    expect(body).toEqual(Buffer.alloc(300_000, 7));
    expect(headers['content-length']).toBe('300000');
    expect((await shown.ask('/grand.png', {}, 'HEAD')).body).toHaveLength(0);
    expect((await shown.ask('/grand.png', { 'If-None-Match': headers.etag ?? '' })).status).toBe(304);
  });

  test('answers the 404 when a streamed file has gone', async () => {
    const lost = await showSite();
    await rm(path.join(lost.site.settings.siteDir, (await lost.site.builds())[0] ?? '', 'public/grand.png'));
    expect((await lost.ask('/grand.png')).status).toBe(404);
    await lost.close();
  });

  test('takes over what did not change, buffer for buffer', async () => {
    const own = await showSite();
    const before = own.front.shelf();
    own.site.pages.set('/laureats/minima', answer(page('Minima, nouveau')));
    await own.bake(items);
    const after = own.front.shelf();
    expect(after.goods.get('/')?.br?.body).toBe(before.goods.get('/')?.br?.body);
    expect(after.goods.get('/laureats/minima')?.identity.body).not.toBe(
      before.goods.get('/laureats/minima')?.identity.body,
    );
    await own.close();
  });

  test('refuses a build whose bytes are not those that were baked', async () => {
    const { notFound, goods } = shown.front.shelf();
    expect(notFound?.identity.body).toEqual(
      await readFile(path.join(shown.site.settings.siteDir, 'current/public/404.html')),
    );
    expect(goods.size).toBeGreaterThan(items.length);
  });

  test('takes addresses off at once when told to', async () => {
    const own = await showSite();
    own.front.withhold(['/laureats/minima']);
    expect([(await own.ask('/laureats/minima')).status, (await own.ask('/')).status]).toEqual([404, 200]);
    await own.close();
  });
});

longTest('a swap under concurrent readers: each answer is wholly old or wholly new', async () => {
  const own = await showSite({ largest: 100 }); // Everything streams: the hardest case.
  let reading = true;
  const seen = new Set<string>();
  const reader = async () => {
    while (reading) {
      const [encoding, unpack] = (
        [
          ['br', brotliDecompressSync],
          ['gzip', gunzipSync],
        ] as const
      )[seen.size % 2] ?? ['br', brotliDecompressSync];
      const { status, body, headers } = await own.ask('/', { 'Accept-Encoding': encoding });
      expect(status).toBe(200);
      const text = (headers['content-encoding'] ? unpack(body) : body).toString();
      const [turn, ...others] = new Set(text.match(/tour \d+/g));
      expect(others).toEqual([]);
      if (turn) seen.add(turn);
    }
  };
  const readers = Array.from({ length: 8 }, reader);
  for (let turn = 0; turn < 12; turn += 1) {
    own.site.pages.set('/', answer(page(`tour ${turn}`, `<p>tour ${turn}</p>`.repeat(5000))));
    await own.bake(items);
  }
  reading = false;
  await Promise.all(readers);
  expect(seen.size).toBeGreaterThan(3);
  await own.close();
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
