import { describe, expect, test } from 'vitest';
import { bakePages, bakeSite } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { answer, page } from './fake-site.ts';
import { bake, biocycle, done, entry, home, site, siteForEachTest } from './oven-site.ts';

siteForEachTest();

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
