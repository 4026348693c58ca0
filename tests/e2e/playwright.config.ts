import { defineConfig } from '@playwright/test';
import { site } from './site.ts';

/** The tests read the site that `tests/e2e/serve.ts` prepares and the real server process serves. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json']],
  webServer: {
    command: `"${process.execPath}" tests/e2e/serve.ts`,
    cwd: '../..',
    url: `${site.address}/`,
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
  use: {
    baseURL: site.address,
    locale: 'fr-FR',
    launchOptions: {
      ...(process.env.PALMARES_BROWSER ? { executablePath: process.env.PALMARES_BROWSER } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
        '--disable-sync',
      ],
    },
  },
});
