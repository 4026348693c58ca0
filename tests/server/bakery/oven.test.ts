import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BakeReport, type BakeResult, bakePages, bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { RenderRefused } from '../../../server/bakery/render.ts';
import { currentBuild, sweep } from '../../../server/bakery/swap.ts';
import { answer, type FakeSite, fakeSite, page } from './fake-site.ts';

const home = { kind: 'page', path: '/' } as const;
const linked = { ...home, sheet: 'linked' } as const;
const biocycle: BakeItem = { kind: 'page', path: '/laureats/biocycle' };
const sheet = '<link rel="stylesheet" href="/_next/static/chunks/site.css"/>';

let site: FakeSite;
beforeEach(async () => {
  site = await fakeSite();
  site.pages.set('/', answer(page('Palmarès', '<a href="/laureats/biocycle">Biocycle</a>', sheet)));
  site.pages.set('/laureats/biocycle', answer(page('Biocycle', '<p>Des biodéchets au compost. </p>'.repeat(30))));
});
afterEach(() => site.remove());

function done(result: BakeResult): BakeReport {
  if (!result.ok) throw new Error(result.message);
  return result;
}
const bake = async (items: BakeItem[], number = 1) => done(await bakeSite(site.settings, site.plan(items, number)));
const online = async () => (await currentBuild(site.settings.siteDir))?.manifest;
const entry = async (address: string) => (await online())?.entries.get(address);

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

describe('a second bake', () => {
  test('carries unchanged files over by hard link with their compressed siblings, and writes the others anew', async () => {
    await bake([home, biocycle]);
    site.pages.set('/', answer(page('Palmarès 2016')));
    const before = path.join(site.settings.siteDir, (await site.builds())[0] ?? '', 'public');
    const report = await bake([home, biocycle], 2);
    const after = path.join(site.settings.siteDir, 'current/public');
    const inode = async (file: string) => (await stat(file)).ino;
    for (const name of ['laureats/biocycle.html', 'laureats/biocycle.html.br', 'laureats/biocycle.html.gz']) {
      expect(await inode(path.join(after, name))).toBe(await inode(path.join(before, name)));
    }
    expect(await readFile(path.join(before, 'index.html'), 'utf8')).toContain('<h1>Palmarès</h1>');
    expect(report).toMatchObject({ written: 1, publicationNumber: 2 });
  });

  test('leaves older builds to the sweep, which keeps the one it replaced and no older one', async () => {
    for (const number of [1, 2, 3, 4]) await bake([home, biocycle], number);
    const before = await site.builds();
    expect(before).toHaveLength(4);
    await sweep(site.settings.siteDir);
    expect(await site.builds()).toEqual(before.slice(-2));
  });

  test('keeps the assets of the previous code build one generation longer', async () => {
    const { staticDir } = site.settings;
    await bake([linked, biocycle]);
    for (const code of ['code-2', 'code-3', 'code-4']) {
      await writeFile(path.join(staticDir, `chunks/${code}.css`), `h1{color:${code}}`);
      site.pages.set('/', answer(page('P', '', `<link rel="stylesheet" href="/_next/static/chunks/${code}.css"/>`)));
      site.settings.codeBuild = code;
      for (const number of [1, 2]) await bake([linked, biocycle], number);
      expect((await entry('/_next/static/chunks/site.css')) === undefined).toBe(code !== 'code-2');
    }
    expect(await entry('/_next/static/chunks/code-3.css')).toBeDefined();
    expect(await entry('/_next/static/chunks/code-2.css')).toBeUndefined();
  });
});

describe('a key', () => {
  const keyed = (key: string): BakeItem[] => [
    { ...linked, key },
    { ...biocycle, key },
    { kind: 'file', path: '/partage.png', key },
  ];
  beforeEach(() => site.pages.set('/partage.png', answer(Buffer.from([137, 80, 78, 71, 0]), 'image/png')));

  test('that is the same carries over the file and its assets, asking for nothing', async () => {
    await bake(keyed('a'));
    const before = await readFile(path.join(site.settings.siteDir, 'current/public/partage.png'));
    site.asked.length = 0;
    site.pages.clear();
    site.settings.codeBuild = 'code-2';
    const report = await bake(keyed('a'), 2);
    expect(site.asked).toEqual(['/~introuvable']);
    expect(report.failed.map(({ path }) => path)).toEqual([]);
    expect(await readFile(path.join(site.settings.siteDir, 'current/public/partage.png'))).toEqual(before);
    expect(await site.read('public/_next/static/chunks/site.css')).toContain('@font-face');
    expect(await entry('/')).toMatchObject({ status: 200, key: 'a' });
  });

  test('that changed, or whose file was lost, has the item rendered anew', async () => {
    await bake(keyed('a'));
    site.asked.length = 0;
    await bake(keyed('b'), 2);
    expect(site.asked).toEqual(expect.arrayContaining(['/', '/partage.png']));
    await rm(path.join(site.settings.siteDir, 'current/public/partage.png'));
    site.asked.length = 0;
    await bake(keyed('b'), 3);
    expect(site.asked).toEqual(expect.arrayContaining(['/partage.png']));
    expect(site.asked).not.toContain('/');
  });

  test('made of words holds for one code and its settings only', async () => {
    const worded: BakeItem[] = [
      { ...linked, words: 'a' },
      { ...biocycle, words: 'a' },
    ];
    await bake(worded);
    site.asked.length = 0;
    await bake(worded, 2);
    expect(site.asked).toEqual(['/~introuvable']);
    site.settings.fingerprint = 'print-2';
    await bake(worded, 3);
    expect(site.asked).toContain('/');
  });

  test('of a page whose link leads nowhere is forgotten, so that the link is told until it leads somewhere', async () => {
    site.pages.set('/', answer(page('P', '<a href="/rien">x</a>')));
    for (const number of [1, 2]) {
      const { brokenLinks } = await bake([{ ...home, words: 'a' }], number);
      expect(brokenLinks).toEqual([{ page: '/', href: '/rien' }]);
    }
    expect(
      (
        await bake(
          [
            { ...home, words: 'a' },
            { ...biocycle, path: '/rien', ask: biocycle.path },
          ],
          3,
        )
      ).brokenLinks,
    ).toEqual([]);
  });

  test('of a page that failed stays the earlier one, so that the next bake tries again', async () => {
    await bake(keyed('a'));
    const { '/': sound } = Object.fromEntries(site.pages);
    site.pages.delete('/');
    expect((await bake(keyed('b'), 2)).failed).toMatchObject([{ path: '/', kept: true }]);
    if (sound) site.pages.set('/', sound);
    site.asked.length = 0;
    await bake(keyed('b'), 3);
    expect(site.asked).toContain('/');
  });
});

describe('a page that fails', () => {
  test.each([
    ['answers 500', () => Promise.resolve(answer(page('Oups'), 'text/html', 500)), 'le rendu a répondu 500'],
    ['is refused by the freeze', () => Promise.resolve(answer(page('B', '<script>x</script>'))), 'un script (x…)'],
    [
      'is no HTML',
      () => Promise.resolve(answer('{}', 'application/json')),
      'une page rendue avec le type « application/json »',
    ],
    [
      'needs a missing asset',
      () => Promise.resolve(answer(page('B', '<img alt="" src="/_next/static/media/x.png"/>'))),
      '/_next/static/media/x.png',
    ],
    [
      'needs a script',
      () => Promise.resolve(answer(page('B', '<a href="/_next/static/chunks/code.js">x</a>'))),
      'fichiers introuvables',
    ],
    ['takes too long', () => Promise.reject(new RenderRefused('le rendu a dépassé 15 s')), 'le rendu a dépassé 15 s'],
  ])('because it %s keeps its previous file and is named', async (_, rendered, fault) => {
    await bake([home, biocycle]);
    site.pages.set('/laureats/biocycle', rendered);
    const report = await bake([home, biocycle], 2);
    expect(report.failed).toEqual([{ path: '/laureats/biocycle', fault: expect.stringContaining(fault), kept: true }]);
    expect(await site.read('public/laureats/biocycle.html')).toContain('<h1>Biocycle</h1>');
  });

  test('keeps also the assets of its previous file, though the code build lost them', async () => {
    await bake([linked, biocycle]);
    site.pages.delete('/');
    site.settings.staticDir = path.join(site.folder, 'elsewhere');
    for (const code of ['code-2', 'code-3', 'code-4']) {
      site.settings.codeBuild = code;
      await bake([linked, biocycle]);
      expect(await site.read('public/_next/static/chunks/site.css')).toContain('@font-face');
      expect(await entry('/_next/static/media/font.woff2')).toBeDefined();
    }
  });

  test('and never had a file is absent', async () => {
    site.pages.delete('/');
    expect((await bake([home, biocycle])).failed).toEqual([
      { path: '/', fault: 'le rendu a répondu 404', kept: false },
    ]);
    expect(await entry('/')).toBeUndefined();
  });
});

describe('a withdrawn page', () => {
  const gone: BakeItem = { kind: 'gone', path: '/laureats/biocycle' };

  test('answers 410 with its own page, outside the public folder', async () => {
    await bake([home, biocycle]);
    site.pages.set('/laureats/biocycle', answer(page('Retirée')));
    await bake([home, gone], 2);
    expect(await entry('/laureats/biocycle')).toMatchObject({ status: 410, file: 'gone/laureats/biocycle.html' });
    await expect(site.read('public/laureats/biocycle.html')).rejects.toThrow();
  });

  test('may link to its own anchors, while a link to it from elsewhere is told', async () => {
    await bake([home, biocycle]);
    site.pages.set('/laureats/biocycle', answer(page('Retirée', '<a href="#motif">Motif</a><p id="motif">')));
    site.pages.set('/', answer(page('Palmarès', '<a href="/laureats/biocycle">Biocycle</a>')));
    const report = await bake([home, gone], 2);
    expect(report.brokenLinks).toMatchObject([{ page: '/', href: '/laureats/biocycle' }]);
  });

  test('never falls back to its earlier file, even when its own page fails', async () => {
    await bake([home, biocycle]);
    site.pages.set('/laureats/biocycle', answer('', 'text/html', 500));
    const report = await bake([home, gone], 2);
    expect(report.failed).toMatchObject([{ path: '/laureats/biocycle', kept: false }]);
    expect(await entry('/laureats/biocycle')).toMatchObject({ status: 410, file: '' });
    await expect(site.read('public/laureats/biocycle.html')).rejects.toThrow();
  });

  test('is absent once the plan no longer has it', async () => {
    await bake([home, biocycle]);
    done(await bakePages(site.settings, site.plan([home], 2), ['/laureats/biocycle']));
    expect(await entry('/laureats/biocycle')).toBeUndefined();
    await expect(site.read('public/laureats/biocycle.html')).rejects.toThrow();
  });

  test('is named when the bake itself fails, so that the front can take it off', async () => {
    await bake([home, biocycle]);
    const before = await site.builds();
    const render = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));
    const result = await bakeSite({ ...site.settings, render }, site.plan([home, gone], 2));
    expect(result).toEqual({
      ok: false,
      superseded: false,
      message: expect.stringContaining('le disque est plein'),
      withdrawn: ['/laureats/biocycle'],
    });
    expect(await site.builds()).toEqual(before);
  });
});

describe('baking the edited page', () => {
  test('replaces it alone, asks for no other, and leaves the publication number for the whole bake', async () => {
    site.pages.set('/', answer(page('Palmarès', `<p>${'mot '.repeat(300)}</p>`)));
    await bake([home, biocycle]);
    site.asked.length = 0;
    site.pages.set('/laureats/biocycle', answer(page('Biocycle, nouveau', '', sheet)));
    done(await bakePages(site.settings, site.plan([home, biocycle], 2), ['/laureats/biocycle']));
    expect(site.asked).toEqual(['/laureats/biocycle']);
    expect(await site.read('public/laureats/biocycle.html')).toContain('Biocycle, nouveau');
    expect(await site.read('public/index.html.br')).toBeDefined();
    expect(await site.read('public/404.html')).toContain('Introuvable');
    expect(await online()).toMatchObject({ publicationNumber: 1 });
  });

  test('leaves what follows to the whole bake when it stands already; not when it is new, nor when a page is withdrawn', async () => {
    const citation: BakeItem = { kind: 'file', path: '/laureats/biocycle/citation.txt', follows: true };
    const both = ['/laureats/biocycle', citation.path];
    site.pages.set(citation.path, answer('Biocycle', 'text/plain'));
    await bake([home, biocycle]);
    done(await bakePages(site.settings, site.plan([home, biocycle, citation], 2), both));
    expect(await entry(citation.path)).toBeDefined();
    site.asked.length = 0;
    site.pages.set(citation.path, answer('Biocycle, nouveau', 'text/plain'));
    done(await bakePages(site.settings, site.plan([home, biocycle, citation], 3), both));
    expect(site.asked).toEqual(['/laureats/biocycle']);
    const gone: BakeItem = { kind: 'gone', path: '/laureats/biocycle' };
    done(await bakePages(site.settings, site.plan([home, gone, citation], 4), both));
    expect(site.asked).toContain(citation.path);
    expect(await site.read('public/laureats/biocycle/citation.txt')).toBe('Biocycle, nouveau');
  });

  test('bakes the whole site when there is none yet, or another code build’s', async () => {
    done(await bakePages(site.settings, site.plan([home, biocycle]), ['/']));
    expect(await entry('/laureats/biocycle')).toBeDefined();
    site.settings.codeBuild = 'code-2';
    expect(done(await bakePages(site.settings, site.plan([home, biocycle]), ['/'])).kind).toBe('whole');
  });
});
