import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { sweep } from '../../../server/bakery/swap.ts';
import { answer, page } from './fake-site.ts';
import { bake, biocycle, entry, home, linked, site, siteForEachTest } from './oven-site.ts';

siteForEachTest();

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
