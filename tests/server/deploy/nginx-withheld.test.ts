/** What is withdrawn while no site can be made, as nginx answers it: nobody tells it, it reads the folder. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { BakeQueue } from '../../../server/bakery/queue.ts';
import { longTest as test } from '../../effort.ts';
import { ask, brotliModule, type Nginx, startNginx, withoutNginx } from '../../nginx.ts';
import { answer, page } from '../bakery/fake-site.ts';
import { items, type ShownSite, showSite } from '../front/shown-site.ts';

describe.skipIf(withoutNginx !== '')('nginx, as it is deployed,', () => {
  let shown: ShownSite;
  let nginx: Nginx;

  beforeAll(async () => {
    shown = await showSite();
    shown.site.pages.set('/laureats/minima', answer(page('Minima', '<p>Des mots à retirer. </p>'.repeat(80))));
    await shown.bake(items);
    nginx = await startNginx(shown.site.settings.siteDir, '127.0.0.1:1');
  });
  afterAll(async () => {
    await nginx?.close();
    await shown?.close();
  });

  const status = async (target: string, encoding = '') =>
    (await ask(nginx.port, target, { 'Accept-Encoding': encoding })).status;

  test('gives no withdrawn page a moment after its bake failed, in any encoding; the others as before', async () => {
    const encodings = ['', 'gzip', ...(brotliModule ? ['br'] : [])];
    for (const one of encodings) expect(await status('/laureats/minima', one)).toBe(200);
    const left = items.filter((item) => item.path !== '/laureats/minima');
    const queue = new BakeQueue({
      ...shown.site.settings,
      render: () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' })),
      plan: async () => shown.site.plan([...left, { kind: 'gone', path: '/laureats/minima' }], 2),
      onBuild: () => undefined,
      onWithheld: () => undefined,
    });
    expect(await queue.bakeEdited(['/laureats/minima'])).toMatchObject({ ok: false });
    for (const one of encodings)
      await expect.poll(() => status('/laureats/minima', one), { timeout: 2000, interval: 50 }).toBe(404);
    expect(await status('/')).toBe(200);
    await queue.idle();
  });
});
