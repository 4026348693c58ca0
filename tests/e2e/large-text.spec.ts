/** A reader who has set text twice as large in the browser, as many do on a telephone (RGAA 10.4). */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { everyPage } from './pages.ts';
import { site } from './site.ts';

test('with text twice as large on a telephone, nothing leaves the screen', async ({ playwright, request }, info) => {
  const profile = await mkdtemp(path.join(tmpdir(), 'palmares-large-text-'));
  await mkdir(path.join(profile, 'Default'));
  const preferences = { webkit: { webprefs: { default_font_size: 32 } } };
  await writeFile(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const options = { ...info.project.use.launchOptions, viewport: { width: 360, height: 800 } };
  const context = await playwright.chromium.launchPersistentContext(profile, options);
  const page = await context.newPage();
  const wide: string[] = [];
  for (const address of await everyPage(request)) {
    await page.goto(site.address + address);
    const { text, width } = await page.evaluate(() => ({
      text: getComputedStyle(document.documentElement).fontSize,
      width: document.documentElement.scrollWidth,
    }));
    expect(text).toBe('32px');
    if (width > 360) wide.push(`${address} : ${width} px`);
  }
  await context.close();
  await rm(profile, { recursive: true });
  expect(wide).toEqual([]);
});
