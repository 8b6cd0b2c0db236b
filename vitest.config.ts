import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const shared: TestProjectInlineConfiguration['test'] = {
  globalSetup: ['test/support/mongo/global-setup.ts', 'test/support/leavings-setup.ts'],
  pool: 'forks',
  /* Vitest leaves one core idle, which is half of a machine of two. */
  maxWorkers: '100%',
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

/**
 * The core suite: everything that needs neither a browser nor more than Node. `after` searches what all the others
 * have left, so it comes when they are done.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/fuzz/**', 'test/after/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { ...shared, name: 'after', include: ['test/after/**/*.test.ts'], sequence: { groupOrder: 1 } },
      },
    ],
  },
});
