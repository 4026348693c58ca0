import { describe, expect } from 'vitest';
import { currentBuild } from '../../../server/bakery/swap.ts';
import { longTest as test } from '../../effort.ts';
import { ask, brotliModule, startNginx, withoutNginx } from '../../nginx.ts';
import { answer, page } from '../bakery/fake-site.ts';
import { items, showSite } from '../front/shown-site.ts';
import { both, nginx, nginxForAllTests, shown } from './nginx-before-site.ts';

const encodings = ['', 'gzip', ...(brotliModule ? ['gzip, br'] : [])];

describe.skipIf(withoutNginx !== '')('nginx, as it is deployed,', () => {
  nginxForAllTests();

  test('answers every address of the manifest as the front does, in each encoding it has', async () => {
    const build = await currentBuild(shown.site.settings.siteDir);
    const addresses = [...(build?.manifest.entries.keys() ?? [])];
    expect(addresses.length).toBeGreaterThan(12);
    for (const target of [
      ...addresses,
      '/rien',
      '/index',
      '/404/',
      '/404',
      '/index/?a',
      '/%69ndex',
      '/laureats/',
      '//laureats///biocycle',
      '/laureats/bioc%79cle?a=b',
    ]) {
      for (const encoding of encodings) {
        const [ours, theirs] = await both(target, { 'Accept-Encoding': encoding });
        expect(theirs, target).toEqual(ours);
      }
      const [ours, theirs] = await both(target, {}, 'HEAD');
      expect(theirs, `HEAD ${target}`).toEqual(ours);
    }
  });

  test.each([
    '/index.html',
    '/404.html',
    '/laureats/biocycle.html',
    '/laureats/biocycle.html.gz',
    '/index.html.br',
    '/licence.txt.gz',
    '//licence.txt.gz',
    '/../manifest.json',
    '/laureats/../../manifest.json',
  ])('gives no file that is not an address: %s', async (target) => {
    const said = await ask(nginx.port, target);
    expect([400, 404]).toContain(said.status);
    expect(said.body.toString()).not.toContain('publicationNumber');
  });

  test('lets a bake be seen within a second, and what was withdrawn at once as missing, without being told', async () => {
    const own = await showSite();
    const before = await startNginx(own.site.settings.siteDir, '127.0.0.1:1');
    expect((await ask(before.port, '/laureats/minima')).status).toBe(200);
    own.site.pages.set('/', answer(page('Accueil', 'mot nouveau')));
    own.site.pages.set('/laureats/neuf', answer(page('Neuf')));
    const kept = items.filter((item) => item.path !== '/laureats/minima');
    await own.bake([...kept, { kind: 'page', path: '/laureats/neuf' }, { kind: 'gone', path: '/laureats/minima' }]);
    const seen = async () => [
      (await ask(before.port, '/')).body.includes('mot nouveau'),
      ...(await Promise.all(
        ['/laureats/neuf', '/laureats/minima'].map(async (one) => (await ask(before.port, one)).status),
      )),
    ];
    await expect.poll(seen, { timeout: 1500, interval: 50 }).toEqual([true, 200, 404]);
    before.reload();
    await expect.poll(async () => (await ask(before.port, '/laureats/minima')).status).toBe(410);
    await before.close();
    await own.close();
  });
});
