import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { PNG } from 'pngjs';
import { axeFaults } from './axe.ts';
import { everyPage, samples } from './pages.ts';
import { site } from './site.ts';

test('every internal link of every page answers', async ({ request }) => {
  const broken: string[] = [];
  const answers = new Map<string, number>();
  for (const page of await everyPage(request)) {
    const html = await (await request.get(page)).text();
    for (const [, href = ''] of html.matchAll(/(?:href|src)="([^"#?]*)[^"]*"/g)) {
      const path = href.replace(site.address, '');
      if (!path.startsWith('/')) continue;
      if (!answers.has(path)) answers.set(path, (await request.get(path, { maxRedirects: 0 })).status());
      if (answers.get(path) !== 200) broken.push(`${page} → ${path} (${answers.get(path)})`);
    }
  }
  expect(answers.size).toBeGreaterThan(40);
  expect(broken).toEqual([]);
});

test('every page names a share picture that answers, its size and its words', async ({ request }) => {
  const pictures = new Set<string>();
  for (const page of (await everyPage(request)).slice(0, -1)) {
    const html = await (await request.get(page)).text();
    const said = (name: string) =>
      new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '';
    expect(said('og:image:alt').length, page).toBeGreaterThan(10);
    expect(said('twitter:image'), page).toBe(said('og:image'));
    pictures.add(said('og:image').replace(site.address, ''));
  }
  expect(pictures.size).toBeGreaterThan(20);
  for (const picture of pictures) {
    const answer = await request.get(picture);
    expect(answer.headers()['content-type'], picture).toBe('image/png');
    const bytes = await answer.body();
    const { width, height } = PNG.sync.read(bytes);
    expect([width, height], picture).toEqual([1200, 630]);
    expect(bytes.length, picture).toBeLessThanOrEqual(60_000);
  }
});

test('every link to a part of a page finds that part', async ({ request }) => {
  const missing: string[] = [];
  for (const page of await everyPage(request)) {
    const html = await (await request.get(page)).text();
    const ids = new Set([...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id));
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) if (!ids.has(id)) missing.push(`${page}#${id}`);
  }
  expect(missing).toEqual([]);
});

test('every page is valid HTML', async ({ request }) => {
  const checker = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] });
  const faults: string[] = [];
  for (const page of await everyPage(request)) {
    const report = await checker.validateString(await (await request.get(page)).text());
    for (const { messages } of report.results) {
      for (const { message, ruleId, line, column } of messages) {
        faults.push(`${page} ${line}:${column} ${ruleId}: ${message}`);
      }
    }
  }
  expect(faults).toEqual([]);
});

test('every page has its own title and description, one h1, a canonical address, landmarks', async ({ request }) => {
  const seen = new Map<string, string>();
  for (const page of (await everyPage(request)).slice(0, -1)) {
    const html = await (await request.get(page)).text();
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? '';
    const description = /<meta name="description" content="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(title.length, page).toBeGreaterThan(5);
    expect(description.length, page).toBeGreaterThan(30);
    for (const words of [title, description]) expect(seen.get(words), `${page}: « ${words} »`).toBeUndefined();
    for (const words of [title, description]) seen.set(words, page);
    expect(html.match(/<h1[ >]/g), page).toHaveLength(1);
    const current = page.replace(/\/versions\/\d+$/, '');
    const canonical = `<link rel="canonical" href="${site.address}${current === '/' ? '' : current}`;
    expect(html, page).toContain(canonical);
    for (const landmark of ['<header', '<main', '<footer', '<nav', 'property="og:title"', 'application/ld+json']) {
      expect(html, `${page}: ${landmark}`).toContain(landmark);
    }
  }
});

test('no page holds a script, a cookie, a third party, a stored byte or a console message', async ({
  browser,
  request,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const messages: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => messages.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => messages.push(`${page.url()}: ${error.message}`));
  page.on('request', (asked) => {
    if (!asked.url().startsWith(site.address)) elsewhere.push(asked.url());
    if (asked.resourceType() === 'script') elsewhere.push(`script: ${asked.url()}`);
  });
  for (const path of await everyPage(request)) {
    const answer = await page.goto(path);
    expect(answer?.headers()['set-cookie'], path).toBeUndefined();
    const policy = answer?.headers()['content-security-policy'] ?? '';
    // A version of the past links its style sheet: its file must not need the policy to remember a hash.
    const linked = path.includes('/versions/');
    const style = linked ? "'self'" : "'self'(?: 'sha256-[^' ]+'){1,2}";
    expect(policy, path).toMatch(new RegExp(`^default-src 'none'; style-src ${style};(?!.*(script-src|unsafe|\\*))`));
    const scripts = page.locator('script:not([type="application/ld+json"])');
    expect(await scripts.count(), path).toBe(0);
    const styles = [...policy.matchAll(/'sha256-/g)].length; // The sheet of every page, and that of its sort.
    expect(await page.locator('style').count(), path).toBe(styles);
    // The browser let the style in: the text is set in the site's own face.
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily), path).toMatch(/^"?text/);
  }
  expect(await context.cookies()).toEqual([]);
  const stored = await page.evaluate(async () => [
    ...[localStorage.length, sessionStorage.length, (await indexedDB.databases()).length],
    ...[(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length],
  ]);
  expect(stored).toEqual([0, 0, 0, 0, 0]);
  expect(elsewhere).toEqual([]);
  expect(messages.filter((text) => !/perdue.*404/.test(text))).toEqual([]);
  await context.close();
});

for (const path of samples) {
  test(`axe finds nothing on ${path}, by day and by night, narrow and wide`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto(path);
    expect(await axeFaults(page)).toEqual([]);
  });
}
