import { defineConfig } from '@playwright/test';

// `npm run bench:window`: how fast the window is, as numbers on a line each; fails where one is worse than wanted. One at a time, since they measure time.
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.bench.ts',
  outputDir: '../../dist/bench-run',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  reporter: 'line',
  use: { actionTimeout: 30_000 },
  projects: [
    { name: 'browser', testMatch: ['canvas.bench.ts', 'charts.bench.ts', 'deaths.bench.ts', 'deepGraph.bench.ts', 'firstMinute.bench.ts'] },
    { name: 'desktop', testMatch: ['start.bench.ts', 'deaths.bench.ts'] },
  ],
});
