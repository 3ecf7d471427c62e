import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from './app';
import { startServer } from './browser';
import { signal } from './processes';

test('the key becomes a cookie and leaves the address bar', async ({ page }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.reload();
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
});

test('another browser without the key sees nothing', async ({ chrome, folder }) => {
  const { pid, url } = await startServer(folder);
  const context = await chrome.newContext();
  const page = await context.newPage();
  for (const address of [new URL('/', url).href, new URL('/?token=wrong', url).href]) {
    const response = await page.goto(address);
    expect(response?.status()).toBe(403);
    await expect(page.getByText('the address that the program printed')).toBeVisible();
  }
  await context.close();
  signal(pid, 'SIGTERM');
});

test('a page from elsewhere can use neither the cookie nor the line nor the files', async ({ page, faults, folder }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  await writeFile(join(folder, 'data.csv'), 'secret');
  const ours = new URL('/', page.url());
  const elsewhere = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<p>elsewhere</p>'));
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;

  const stranger = await page.context().newPage();
  faults.watch(stranger);
  // The browser asks for an icon of whatever address it is sent to.
  faults.allow(/WebSocket connection|CORS policy|ERR_FAILED|ERR_BLOCKED|403|404|frame-ancestors/);
  // Another port of the same machine is the same site to cookies: only the origin tells it from us.
  await stranger.goto(`http://127.0.0.1:${port}/`);
  const tried = await stranger.evaluate(async (target) => {
    const attempt = (address: string, given: RequestInit = {}) =>
      fetch(address, { credentials: 'include', ...given }).then(
        ({ type, ok }) => (type === 'opaque' || !ok ? 'refused' : 'read'),
        () => 'refused',
      );
    const fetched = await attempt(target);
    const sent = await attempt(`${target}files/x.csv`, { method: 'PUT', body: 'x' });
    const taken = await attempt(`${target}files/download?path=data.csv`);
    const unread = await attempt(`${target}files/download?path=data.csv`, { mode: 'no-cors' });
    const line = await new Promise((resolve) => {
      const socket = new WebSocket(`${target.replace('http', 'ws')}line`);
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('refused');
    });
    const frame = document.createElement('iframe');
    frame.src = target;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    return [fetched, sent, taken, unread, line];
  }, ours.href);
  expect(tried).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
  expect((await readdir(folder)).filter((name) => name !== '.unroll')).toEqual(['data.csv']);
  await expect(stranger.frameLocator('iframe').getByText('Unroll')).toHaveCount(0);
  // Going there is no way either.
  const [asked] = await Promise.all([
    stranger.waitForResponse((response) => response.url().includes('download')),
    stranger.evaluate((target) => {
      location.href = `${target}files/download?path=data.csv`;
    }, ours.href),
  ]);
  expect(asked.status()).toBe(403);
  elsewhere.close();
});
