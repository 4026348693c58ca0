/** The plaque in other sites’ pages: what a program that embeds finds, and what a frame may and may not show. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extract } from '@extractus/oembed-extractor';
import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { axeFaults } from './axe.ts';
import { site } from './site.ts';

const profile = `${site.address}/laureats/biocycle`;
const card = `${profile}/carte`;

let elsewhere: Server;
let shown = '';

/** A page of another origin, which holds whatever `shown` says. */
const address = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;

test.beforeAll(async () => {
  elsewhere = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<!DOCTYPE html><title>Un autre site</title><h1>Un autre site</h1>${shown}`);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));

test('an oEmbed consumer finds the plaque from the profile’s address alone', async ({ request }) => {
  const found = await extract(profile, { maxwidth: 600 });
  expect(found).toMatchObject({
    ...{ version: '1.0', type: 'rich', method: 'auto-discovery', title: 'Biocycle, Trophée\u00a02016' },
    ...{ width: 420, height: 350, provider_url: `${site.address}/`, html: expect.stringContaining(`src="${card}"`) },
  });
  const { thumbnail_url: picture } = found as { thumbnail_url?: string };
  expect((await request.get(picture ?? '')).headers()['content-type']).toBe('image/png');
  expect((await request.get(`${profile}/oembed.json`)).headers()['content-type']).toBe('application/json');
});

test('what the consumer was given shows the plaque in another site’s page, and leads to the profile', async ({
  page,
}) => {
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  const found = await extract(profile);
  shown = 'html' in found ? String(found.html) : '';
  await page.goto(address());
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { level: 1, name: 'Biocycle' })).toBeVisible();
  // The style sheet reached the frame: the plaque is enamel.
  await expect(frame.locator('.field')).toHaveCSS('background-color', 'rgb(15, 61, 122)');
  const opened = page.waitForEvent('popup');
  await frame.getByRole('link').click();
  await expect((await opened).getByRole('heading', { level: 1 })).toContainText('Biocycle');
  expect((await opened).url()).toBe(profile);
  expect(await (await opened).evaluate(() => window.opener)).toBeNull();
  expect(problems).toEqual([]);
});

test('the profile itself refuses the frame', async ({ page }) => {
  shown = `<iframe src="${profile}" title="Biocycle"></iframe>`;
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.goto(address());
  await refused;
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1, name: 'Biocycle' })).toHaveCount(0);
});

test('the plaque page is light, valid, accessible, without script or cookie, and names the profile as the page', async ({
  browser,
  request,
}) => {
  const html = await (await request.get(card)).text();
  const checker = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] });
  const report = await checker.validateString(html);
  expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  expect(html).toContain(`<link rel="canonical" href="${profile}">`);
  expect(html).not.toContain('<script');
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 420, height: 350 } });
    const page = await context.newPage();
    let bytes = 0;
    page.on('response', async (answer) => {
      bytes += (await answer.body()).length;
    });
    await page.goto(card, { waitUntil: 'networkidle' });
    expect(await axeFaults(page, [{ colorScheme, width: 420 }])).toEqual([]);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(12 * 1024);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  }
});

test('no laureate’s plaque is cut in the room its frame gives', async ({ page, request }) => {
  const sitemap = await (await request.get('/sitemap.xml')).text();
  const laureates = [...sitemap.matchAll(/\/laureats\/([a-z0-9-]+)<\/loc>/g)].map(([, slug]) => slug);
  expect(laureates.length).toBeGreaterThan(9);
  await page.setViewportSize({ width: 420, height: 350 });
  for (const slug of laureates) {
    await page.goto(`/laureats/${slug}/carte`);
    const needed = await page.evaluate(() => [document.body.scrollWidth, document.body.scrollHeight]);
    expect(needed, slug).toEqual([420, 350]);
  }
});
