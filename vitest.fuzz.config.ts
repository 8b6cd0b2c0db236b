import { defineConfig } from 'vitest/config';

/** Random input against parsers, cards and the bot's edge: apart from the core suite because of its length. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts'],
    globalSetup: ['test/support/mongo/global-setup.ts'],
    pool: 'forks',
    passWithNoTests: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
