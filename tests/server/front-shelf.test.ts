import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longTest } from '../effort.ts';
import { answer, page } from './bakery/fake-site.ts';
import { items, type ShownSite, showSite } from './front/shown-site.ts';

let shown: ShownSite;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown.close());

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
