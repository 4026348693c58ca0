import { defineConfig } from 'vitest/config';

/**
 * Files that only read and write a store of their own, or nothing: they stand one after the other in one thread, which
 * loads the code once. They leave the clock, the environment and the listeners of the process as they found them.
 */
const together = [
  'tests/server/editorial/**/*.test.ts',
  'tests/components/**/*.test.{ts,tsx}',
  'tests/server/published/**/*.test.ts',
];

// Only ends a test that hangs: real files, processes and sockets take their time on a busy machine.
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: 'tests/stores.ts',
    // A thread starts in a third of the time of a process.
    pool: 'threads',
    maxWorkers: '100%',
    projects: [
      { test: { name: 'together', include: together, isolate: false, ...patience } },
      {
        test: {
          name: 'apart',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', ...together],
          ...patience,
        },
      },
    ],
  },
});
