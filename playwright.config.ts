import { defineConfig } from '@playwright/test';

// Each spec runs twice: on the real desktop window and in a browser. A name that ends in `.desktop.spec.ts` or
// `.browser.spec.ts` is about something that exists in one of them alone.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Training runs for real; most specs need a few seconds.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Every test has a program and a folder of its own, so that tests of one file need not wait for each other.
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: 'line',
  projects: [
    { name: 'desktop', testMatch: '**/*.spec.ts', testIgnore: '**/*.browser.spec.ts' },
    { name: 'browser', testMatch: '**/*.spec.ts', testIgnore: '**/*.desktop.spec.ts' },
  ],
});
