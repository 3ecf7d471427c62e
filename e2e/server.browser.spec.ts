import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('a page from elsewhere can use neither the cookie nor the line', async ({ page, faults }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  const ours = new URL('/', page.url());
  const elsewhere = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<p>elsewhere</p>'));
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;

  const stranger = await page.context().newPage();
  faults.watch(stranger);
  faults.allow(/WebSocket connection|CORS policy|ERR_FAILED|ERR_BLOCKED|403|frame-ancestors/);
  // Another port of the same machine is the same site to cookies: only the origin tells it from us.
  await stranger.goto(`http://127.0.0.1:${port}/`);
  const tried = await stranger.evaluate(async (target) => {
    const fetched = await fetch(target, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    );
    const line = await new Promise((resolve) => {
      const socket = new WebSocket(`${target.replace('http', 'ws')}line`);
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('refused');
    });
    const frame = document.createElement('iframe');
    frame.src = target;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    return [fetched, line];
  }, ours.href);
  expect(tried).toEqual(['refused', 'refused']);
  await expect(stranger.frameLocator('iframe').getByText('Unroll')).toHaveCount(0);
  elsewhere.close();
});
