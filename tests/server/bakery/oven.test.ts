import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { answer, page } from './fake-site.ts';
import { bake, biocycle, entry, home, linked, online, sheet, site, siteForEachTest } from './oven-site.ts';

siteForEachTest();

describe('a whole bake', () => {
  test('lays the site out as any file server reads it, the manifest beside the public folder', async () => {
    await bake([home, biocycle, { kind: 'redirect', path: '/ancien', to: '/laureats/biocycle' }]);
    expect(await site.read('public/index.html')).toContain('<h1>Palmarès</h1>');
    expect(await site.read('public/laureats/biocycle.html')).toContain('<h1>Biocycle</h1>');
    expect(await site.read('public/404.html')).toContain('<h1>Introuvable</h1>');
    expect(await readdir(path.join(site.settings.siteDir, 'current'))).toEqual(['manifest.json', 'nginx', 'public']);
    expect(await entry('/ancien')).toMatchObject({ status: 301, location: '/laureats/biocycle', file: '' });
    expect(await online()).toMatchObject({ publicationNumber: 1, codeBuild: 'code-1', notFound: { status: 404 } });
  });

  test('puts beside each text the compressed bytes that are smaller, and none that are not', async () => {
    await writeFile(path.join(site.settings.publicDir, 'a.txt'), 'a');
    await bake([home, biocycle]);
    const file = path.join(site.settings.siteDir, 'current/public/laureats/biocycle.html');
    const plain = await readFile(file);
    expect(brotliDecompressSync(await readFile(`${file}.br`))).toEqual(plain);
    expect(gunzipSync(await readFile(`${file}.gz`))).toEqual(plain);
    expect(await entry('/a.txt')).toMatchObject({ size: 1, compressed: {}, cache: 'revalidate', origin: 'public' });
  });

  test('keeps a rendered file byte for byte, with its type', async () => {
    site.pages.set('/sitemap.xml', answer('<urlset/>\n', 'application/xml'));
    await bake([home, biocycle, { kind: 'file', path: '/sitemap.xml' }]);
    expect(await site.read('public/sitemap.xml')).toBe('<urlset/>\n');
    expect(await entry('/sitemap.xml')).toMatchObject({ status: 200, type: 'application/xml' });
  });

  test('takes only the assets that pages refer to, and what their style sheets refer to', async () => {
    await bake([home, biocycle]);
    const addresses = [...((await online())?.entries.keys() ?? [])].filter((one) => one.startsWith('/_next'));
    expect(addresses).toEqual(['/_next/static/media/font.woff2']);
    expect(await entry('/_next/static/media/font.woff2')).toMatchObject({ cache: 'immutable', type: 'font/woff2' });
  });

  test('writes the style sheet into each page, what it refers to made absolute, and allows exactly that style', async () => {
    await bake([home, biocycle]);
    const text = /<style>(.*)<\/style>/.exec(await site.read('public/index.html'))?.[1] ?? '';
    expect(text).toMatch(/^@font-face\{src:url\(\/_next\/static\/media\/font\.woff2\)\}h1\{color:#123\}/);
    const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`;
    expect(await entry('/')).toMatchObject({ styles: [hash], uses: ['/_next/static/media/font.woff2'] });
    expect((await entry('/laureats/biocycle'))?.styles).toBeUndefined();
  });

  test('leaves other references of a sheet as they are', async () => {
    const sheet = 'a{mask:url(#m);background:url("data:image/png;base64,AA==") url(/partage.png) url( \'x.png\' )}';
    await writeFile(path.join(site.settings.staticDir, 'chunks/site.css'), sheet);
    await writeFile(path.join(site.settings.staticDir, 'chunks/x.png'), 'x');
    await bake([home]);
    const written = sheet.replace('x.png', '/_next/static/chunks/x.png');
    expect(await site.read('public/index.html')).toContain(`<style>${written}</style>`);
    expect(await entry('/_next/static/chunks/x.png')).toBeDefined();
  });

  test('links the sheet of a page that asks for it, and bakes the sheet', async () => {
    await bake([linked]);
    expect(await site.read('public/index.html')).toContain('href="/_next/static/chunks/site.css"');
    const addresses = ['/_next/static/chunks/site.css', '/_next/static/media/font.woff2'];
    for (const address of addresses) expect(await entry(address), address).toMatchObject({ cache: 'immutable' });
  });

  test('tells a file server the policy of all its pages, earlier styles of kept pages included', async () => {
    await bake([home, biocycle]);
    const [first = ''] = (await entry('/'))?.styles ?? [];
    await writeFile(path.join(site.settings.staticDir, 'chunks/site.css'), 'h1{color:#456}');
    site.settings.codeBuild = 'code-2';
    site.pages.set('/laureats/biocycle', answer(page('Biocycle', '', sheet)));
    site.pages.delete('/');
    await bake([home, biocycle]);
    const [second = ''] = (await entry('/laureats/biocycle'))?.styles ?? [];
    expect(await entry('/')).toMatchObject({ styles: [first] });
    const maps = await site.read('nginx/maps.conf');
    // Two pages, two styles: each is told under its own number.
    for (const style of [first, second]) expect(maps).toContain(`style-src 'self' '${style}';`);
  });

  test('brings public files in, hidden ones excepted', async () => {
    const { publicDir } = site.settings;
    await mkdir(path.join(publicDir, '.well-known'));
    for (const name of ['favicon.svg', '.secret', '.well-known/a.txt', 'mal nommé.txt'])
      await writeFile(path.join(publicDir, name), 'x');
    const report = await bake([home, biocycle]);
    expect(await entry('/favicon.svg')).toMatchObject({ type: 'image/svg+xml' });
    expect(await entry('/.well-known/a.txt')).toBeDefined();
    expect(await entry('/.secret')).toBeUndefined();
    expect(report.failed.map((one) => one.path)).toEqual(['/mal nommé.txt']);
  });

  test('names links that lead nowhere, with page and href', async () => {
    const links = [
      '/rien',
      '/laureats/biocycle#absente',
      'https://palmares.exemple.fr/rien',
      'https://ailleurs.fr/rien',
      '/api/health',
      '/ancien',
      '#ici',
      '?a=b',
      '/retire',
    ];
    site.pages.set(
      '/',
      answer(page('P', `${links.map((href) => `<a href="${href}">x</a>`).join('')}<p id="ici">x</p>`)),
    );
    const gone: BakeItem = { kind: 'gone', path: '/retire' };
    const report = await bake([home, biocycle, gone, { kind: 'redirect', path: '/ancien', to: '/laureats/biocycle' }]);
    const hrefs = ['/rien', '/laureats/biocycle#absente', 'https://palmares.exemple.fr/rien', '/retire'];
    expect(report.brokenLinks).toEqual(hrefs.map((href) => ({ page: '/', href })));
  });

  test('names addresses that cannot be baked, and bakes the others', async () => {
    const odd = ['/a/../b', '/é', 'x', '/a//b', '/a%20b', '/404'].map((one): BakeItem => ({ kind: 'page', path: one }));
    const report = await bake([home, biocycle, biocycle, ...odd]);
    expect(report.failed.map((one) => one.path).sort()).toEqual([...odd.map((one) => one.path), biocycle.path].sort());
    expect(await entry('/laureats/biocycle')).toMatchObject({ status: 200 });
  });
});
