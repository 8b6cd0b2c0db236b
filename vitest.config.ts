import { defineConfig } from 'vitest/config';

/** The core suite: everything that needs neither a browser nor more than Node. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/fuzz/**'],
    globalSetup: ['test/support/mongo/global-setup.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
