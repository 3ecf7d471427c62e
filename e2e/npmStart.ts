import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, expect, type Page } from '@playwright/test';
import { expectBuilt } from './built';

/** Milliseconds after which what has not happened never will. */
const HANG = 120_000;

/** What someone does who has read nothing: starts the program, takes a template, trains it. → the page, with scores; its server is ended. */
export async function trainFromNpmStart(chrome: Browser, folder: string): Promise<Page> {
  expectBuilt();
  const { DISPLAY: _, ...env } = process.env;
  const started = spawn('npm', ['start', '--silent', '--', 'serve', '--folder', folder], {
    cwd: resolve(__dirname, '..'),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(started, 'exit');
  try {
    let url = '';
    createInterface(started.stdout).on('line', (line) => {
      url ||= /http:\/\/\S+/.exec(line)?.[0] ?? '';
    });
    await expect.poll(() => url, { message: 'its address', timeout: HANG }).not.toBe('');
    const page = await chrome.newPage();
    await page.goto(url);
    await page.getByText('Word language model', { exact: true }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Scores' })).toBeVisible({ timeout: HANG });
    return page;
  } finally {
    // npm, and what it started.
    if (started.pid !== undefined) process.kill(-started.pid, 'SIGTERM');
    await ended;
  }
}
