import { defineConfig } from '@playwright/test';

// `npm run pictures`: pictures of every part of the window, for people to look at, and those of the guide. No test of anything.
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.pictures.ts',
  outputDir: '../../dist/pictures-run',
  timeout: 240_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  reporter: 'line',
  use: { actionTimeout: 10_000 },
  projects: [{ name: 'browser' }],
});
