/** A browser that knows nothing yet, as the bench’s visitors and staff use it. */
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../bin/browser.ts';

/** The caller closes it. */
export function openBrowser(): Promise<Browser> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...root, '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath: findBrowser(), args });
}
