/** What stands beside the pages: the files programs read, and what the answers say to browsers besides the bytes. */
import { expect, test } from '@playwright/test';
import { speculationRules } from '../../server/front/speculation.ts';
import { everyPage } from './pages.ts';
import { site } from './site.ts';

test('robots.txt lets robots read, and names the sitemap', async ({ request }) => {
  const answer = await request.get('/robots.txt');
  expect(answer.headers()['content-type']).toMatch(/^text\/plain/);
  const text = await answer.text();
  expect(text).toContain(`Sitemap: ${site.address}/sitemap.xml`);
  expect(text).not.toContain('Disallow');
});

test('security.txt says whom to write to, and until when that holds', async ({ request }) => {
  const answer = await request.get('/.well-known/security.txt');
  expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  expect(text).toMatch(/^Contact: mailto:securite@exemple\.fr$/m);
  const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '');
  expect(expires).toBeGreaterThan(Date.now());
  expect(expires).toBeLessThan(Date.now() + 366 * 86_400_000);
});

test('the manifest names the site, and its icons are pictures of the size it says', async ({ request, page }) => {
  await page.goto('/plan-du-site');
  expect(await page.locator('link[rel=manifest]').getAttribute('href')).toBe('/manifest.webmanifest');
  const answer = await request.get('/manifest.webmanifest');
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const { name, icons } = (await answer.json()) as {
    name: string;
    icons: { src: string; sizes: string; type: string }[];
  };
  expect(name).toContain('Trophées');
  expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  for (const { src, sizes, type } of icons) {
    expect((await request.get(src)).headers()['content-type'], src).toBe(type);
    if (sizes === 'any') continue;
    await page.goto(src);
    const drawn = await page.evaluate(() => `${document.images[0]?.naturalWidth}x${document.images[0]?.naturalHeight}`);
    expect(drawn, src).toBe(sizes);
  }
});

test('a page is not sent again to who has it, and HEAD says what GET does', async ({ request }) => {
  const headers = { 'Accept-Encoding': 'br' };
  const whole = await request.get('/laureats/biocycle', { headers });
  const { etag = '', 'cache-control': cache } = whole.headers();
  expect(cache).toBe('no-cache');
  const again = await request.get('/laureats/biocycle', { headers: { ...headers, 'If-None-Match': etag } });
  expect([again.status(), (await again.body()).length]).toEqual([304, 0]);
  const head = await request.head('/laureats/biocycle', { headers });
  expect({ ...head.headers(), date: '' }).toEqual({ ...whole.headers(), date: '' });
  expect((await head.body()).length).toBe(0);
});

test('every page tells browsers what may be fetched ahead, and its data say what it is about', async ({ request }) => {
  for (const path of await everyPage(request)) {
    const answer = await request.get(path);
    expect(answer.headers()['speculation-rules'], path).toBe(speculationRules);
    const html = await answer.text();
    for (const [, data = ''] of html.matchAll(/<script type="application\/ld\+json">(.+?)<\/script>/gs)) {
      expect(JSON.parse(data), path).toMatchObject({ '@context': 'https://schema.org' });
    }
  }
});

test('the browser reads those rules, and finds links in the page that they allow', async ({ page }) => {
  const spoken = await page.context().newCDPSession(page);
  const faults: unknown[] = [];
  const tried = Promise.withResolvers<number>();
  spoken.on('Preload.ruleSetUpdated', ({ ruleSet }) => faults.push(ruleSet.errorType, ruleSet.errorMessage));
  spoken.on('Preload.preloadingAttemptSourcesUpdated', ({ preloadingAttemptSources: { length } }) => {
    if (length > 0) tried.resolve(length);
  });
  await spoken.send('Preload.enable');
  await page.goto('/laureats');
  expect(await tried.promise).toBeGreaterThan(0);
  expect(faults).toEqual([undefined, undefined]);
});

test('from a list to a profile, the browser goes by a view transition; not for who prefers less motion', async ({
  browser,
}) => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    const context = await browser.newContext({ reducedMotion });
    const page = await context.newPage();
    await page.addInitScript(() => {
      addEventListener('pagereveal', (event) => {
        Object.assign(document.documentElement.dataset, { went: event.viewTransition ? 'by transition' : 'at once' });
      });
    });
    await page.goto(`${site.address}/laureats`);
    await page.getByRole('main').getByRole('link', { name: 'Biocycle' }).first().click();
    await expect(page).toHaveURL(/\/laureats\/biocycle$/);
    const went = reducedMotion === 'reduce' ? 'at once' : 'by transition';
    await expect(page.locator('html')).toHaveAttribute('data-went', went);
    await context.close();
  }
});
