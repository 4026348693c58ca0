import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    maxWorkers: '100%',
    // Only ends a test that hangs: real files, processes and sockets take their time on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
