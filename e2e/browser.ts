import { spawn } from 'node:child_process';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from '@playwright/test';
import { signal, untilGone } from './processes';
import { type Program, SIZE } from './program';

const entry = resolve(__dirname, '..', 'out', 'node', 'web.js');

/** Starts the server on `folder` and opens its page. */
export async function startBrowser(folder: string, browser: Browser): Promise<Program & { url: string }> {
  const { pid, url } = await startServer(folder);
  const context = await browser.newContext({ viewport: SIZE, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(url);
  return {
    front: 'browser',
    pid,
    url,
    home: join(folder, '.unroll'),
    page,
    async openWindow() {
      const next = await context.newPage();
      await next.goto(new URL('/', url).href);
      return next;
    },
    async chooseToOpen(path, ask) {
      await ask();
      await inPicker(page, async (picker) => {
        await picker.getByRole('button', { name: basename(path) }).click();
        await picker.getByRole('button', { name: 'Open', exact: true }).click();
      });
    },
    async chooseToSave(path, ask) {
      await ask();
      await inPicker(page, async (picker) => {
        await picker.getByLabel('Name').fill(basename(path));
        await picker.getByRole('button', { name: 'Save', exact: true }).click();
      });
    },
    async chooseFolder(path, ask) {
      await ask();
      await inPicker(page, async (picker) => {
        await picker.getByRole('button', { name: basename(path) }).click();
        await picker.getByRole('button', { name: 'Choose this folder' }).click();
      });
    },
    async kill() {
      signal(pid, 'SIGKILL');
      await untilGone(pid);
    },
    async close() {
      await context.close();
      signal(pid, 'SIGTERM');
      await untilGone(pid, 5000).catch(() => signal(pid, 'SIGKILL'));
    },
  };
}

/** Only the server: what it prints first is its address. */
export async function startServer(folder: string): Promise<{ pid: number; url: string }> {
  const server = spawn(process.execPath, [entry, '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (server.pid === undefined) throw new Error('The server did not start.');
  for await (const line of createInterface(server.stdout)) return { pid: server.pid, url: line };
  throw new Error('The server ended before it had an address.');
}

async function inPicker(page: Page, choose: (picker: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> {
  const picker = page.getByRole('dialog');
  await choose(picker);
  await picker.waitFor({ state: 'hidden' });
}
