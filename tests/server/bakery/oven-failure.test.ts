import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { RenderRefused } from '../../../server/bakery/render.ts';
import { answer, page } from './fake-site.ts';
import { bake, biocycle, entry, home, linked, site, siteForEachTest } from './oven-site.ts';

siteForEachTest();

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
