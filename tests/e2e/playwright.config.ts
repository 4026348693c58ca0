import { defineConfig } from '@playwright/test';
import { drill, newsroom, site } from './site.ts';

/** A site that `tests/e2e/serve.ts` prepares and the real server process serves. */
const served = (address: string, words: string[]) => ({
  command: [process.execPath, 'tests/e2e/serve.ts', ...words].map((one) => `"${one}"`).join(' '),
  cwd: '../..',
  url: `${address}/`,
  timeout: 180_000,
  stdout: 'pipe' as const,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
});

/**
 * Whoever reads a site does so in any order; the staff of the newsroom do one thing after the other. Readers wait for the
 * hiring only so that the two go on side by side: Playwright begins a project once all that others wait for have ended.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  workers: 2,
  // Only end a test that hangs: a browser, a server and a bakery take their time on a busy machine.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json']],
  webServer: [served(site.address, []), served(newsroom.address, ['newsroom'])],
  projects: [
    { name: 'hiring', testMatch: 'newsroom/hiring.spec.ts', workers: 1, use: { baseURL: newsroom.address } },
    {
      ...{ name: 'newsroom', testMatch: 'newsroom/*.spec.ts', testIgnore: 'newsroom/hiring.spec.ts' },
      ...{ dependencies: ['hiring'], workers: 1, use: { baseURL: newsroom.address } },
    },
    {
      ...{ name: 'site', testIgnore: ['newsroom/**', 'drill/**'], dependencies: ['hiring'], fullyParallel: true },
      use: { baseURL: site.address },
    },
    {
      // A project of its own: the store it reads beside the process is named by the environment of the worker.
      ...{ name: 'drill', testMatch: 'drill/*.spec.ts', dependencies: ['hiring'], workers: 1 },
      use: { baseURL: drill.address },
    },
  ],
  use: {
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
