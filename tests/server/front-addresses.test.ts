import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentPolicy } from '../../server/bakery/policy.ts';
import { type ShownSite, showSite } from './front/shown-site.ts';

let shown: ShownSite;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.close());

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
    ['//redaction/%E2%80%AE', '/redaction/%E2%80%AE'],
    ['/%72edaction/%F0%9F%8F%86/%20?a=%20', '/redaction/%F0%9F%8F%86/%20?a=%20'],
    ['//redaction/%3Fa%23b%2525', '/redaction/%3Fa%23b%2525'],
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
