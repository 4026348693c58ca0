import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.join(import.meta.dirname, '..');

/** In the check (tests/effort.ts), files whose every test is a long one are not even loaded. */
const onlyLong =
  process.env.PALMARES_TESTS === 'quick'
    ? globSync('tests/**/*.test.{ts,tsx}', { cwd: root }).filter((one) =>
        readFileSync(path.join(root, one), 'utf8').includes('longTest as test'),
      )
    : [];

/**
 * Files that only read and write a store of their own, or nothing: they stand one after the other in one thread, which
 * loads the code once. They leave the clock, the environment and the listeners of the process as they found them.
 */
const together = [
  'tests/server/editorial/**/*.test.ts',
  'tests/components/**/*.test.{ts,tsx}',
  'tests/server/published/**/*.test.ts',
  'tests/server/forms/**/*.test.ts',
  'tests/server/erasure/**/*.test.ts',
  'tests/server/bakery/**/*.test.ts',
  'tests/prisma/**/*.test.ts',
];

// Only ends a test that hangs: real files, processes and sockets take their time on a busy machine.
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    root,
    globalSetup: 'tests/stores.ts',
    // A thread starts in a third of the time of a process.
    pool: 'threads',
    maxWorkers: '100%',
    projects: [
      { test: { name: 'together', include: together, exclude: onlyLong, isolate: false, ...patience } },
      {
        test: {
          name: 'apart',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', ...together, ...onlyLong],
          ...patience,
        },
      },
    ],
  },
});
