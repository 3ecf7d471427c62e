import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from './app';

/** Seconds from the start of the program to a trained template, for someone who has read nothing. */
const LIMIT = 60;

test('a minute after `npm start` a template is trained, by what can be seen alone', async ({ chrome, folder }) => {
  const { DISPLAY: _, ...env } = process.env;
  const begun = Date.now();
  const started = spawn('npm', ['start', '--silent', '--', 'serve', '--folder', folder], {
    cwd: resolve(__dirname, '..'),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    let url = '';
    createInterface(started.stdout).on('line', (line) => {
      url ||= /http:\/\/\S+/.exec(line)?.[0] ?? '';
    });
    await expect.poll(() => url, { message: 'its address', timeout: LIMIT * 1000 }).not.toBe('');
    const page = await chrome.newPage();
    await page.goto(url);
    await page.getByText('Word language model', { exact: true }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Scores' })).toBeVisible({ timeout: LIMIT * 1000 });
    expect((Date.now() - begun) / 1000).toBeLessThan(LIMIT);
    await page.close();
  } finally {
    // npm, and what it started.
    if (started.pid !== undefined) process.kill(-started.pid, 'SIGTERM');
  }
});
