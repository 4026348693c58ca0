import { describe, expect, test } from 'vitest';
import { bakePages } from '../../../server/bakery/oven.ts';
import type { BakeItem } from '../../../server/bakery/plan.ts';
import { answer, page } from './fake-site.ts';
import { bake, biocycle, done, entry, home, online, sheet, site, siteForEachTest } from './oven-site.ts';

siteForEachTest();

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
