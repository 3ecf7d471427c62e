import { defineConfig } from 'vitest/config';

/** The long forms of tests that `npm test` does in short: `npm run nightly`. */
export default defineConfig({
  test: { include: ['{engine,electron}/**/*.nightly.ts'], pool: 'forks', maxWorkers: 2, testTimeout: 30 * 60_000, hookTimeout: 60_000 },
});
