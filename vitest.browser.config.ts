import { defineConfig } from 'vitest/config';

/** Tests that drive headless Chromium. Apart from the core suite, which needs no browser; one at a time. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/support/mongo/global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    passWithNoTests: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
