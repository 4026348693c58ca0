import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    globalSetup: 'tests/stores.ts',
    // A thread starts in a third of the time of a process, and each test file has one of its own.
    pool: 'threads',
    maxWorkers: '100%',
    // Only ends a test that hangs: real files, processes and sockets take their time on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
