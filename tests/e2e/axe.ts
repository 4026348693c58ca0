/** What axe finds on a page as it stands: one way for every test that asks. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Screen = { colorScheme: 'light' | 'dark'; width: number };

/** By day and by night, on a telephone and on a desk. */
export const screens: Screen[] = [
  { colorScheme: 'light', width: 360 },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 1360 },
  { colorScheme: 'dark', width: 1360 },
];

/** Where a page changes with each test, the two that differ most. */
export const twoScreens = screens.filter(({ colorScheme, width }) => (colorScheme === 'light') === (width === 1360));

/**
 * Every violation of every rule of axe, and whether the page is wider than its window, on each of these screens.
 *
 * No page has a frame of another origin, so axe needs none of the pages it would open to look into those (`legacy`); the
 * documents in the frames of a preview are asked for by themselves.
 */
export async function axeFaults(page: Page, on: readonly Screen[] = screens): Promise<string[]> {
  const faults: string[] = [];
  for (const { colorScheme, width } of on) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const axe = new AxeBuilder({ page })
      .exclude('iframe')
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map((one) => `${id}: ${one.html.slice(0, 160)}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) found.push(`overflows by ${overflow} px`);
    faults.push(...found.map((one) => `${colorScheme}, ${width} px: ${one}`));
  }
  return faults;
}
