import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, chromium, expect, type Page } from '@playwright/test';
import { startBrowser } from './browser';
import { startDesktop } from './desktop';
import type { Program } from './program';

// What every spec starts from: `import { expect, test } from './app'`. The same spec runs on the desktop and in a browser.

/** Messages of a page that are faults of ours: errors on its console, exceptions nobody caught. */
export interface Faults {
  /** Some are meant to happen: those that match are none. */
  allow(pattern: RegExp): void;
  watch(page: Page): void;
}

interface Fixtures {
  /** A folder of the test's own, which both front ends can reach. */
  folder: string;
  faults: Faults;
  program: Program;
  /** The program's first window. */
  page: Page;
  /** Starts a further program, or the same one again after `kill`: drafts and settings stand in the folder, the test's own unless told. */
  start: (folder?: string) => Promise<Program>;
}

export const test = base.extend<Fixtures, { chrome: Browser }>({
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const chrome = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-background-networking'],
      });
      await use(chrome);
      await chrome.close();
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'unroll-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
  faults: async ({}, use) => {
    const found: string[] = [];
    const allowed: RegExp[] = [];
    await use({
      allow: (pattern) => allowed.push(pattern),
      watch(page) {
        page.on('pageerror', (error) => found.push(String(error)));
        page.on('console', (message) => {
          if (message.type() === 'error') found.push(message.text());
        });
      },
    });
    expect(found.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))).toEqual([]);
  },

  // The folder comes before it and goes after it: a program still writes there while it ends.
  start: async ({ chrome, faults, folder }, use, info) => {
    const started: Program[] = [];
    await use(async (home = folder) => {
      const program = info.project.name === 'desktop' ? await startDesktop(home) : await startBrowser(home, chrome);
      const { kill } = program;
      program.kill = () => {
        // A page whose server is killed under it complains of what it was just fetching.
        faults.allow(/net::ERR_/);
        return kill();
      };
      started.push(program);
      faults.watch(program.page);
      return program;
    });
    for (const program of started) await program.close();
  },

  program: async ({ start }, use) => use(await start()),

  page: async ({ program }, use) => use(program.page),
});

export { expect };
