import { expect, test } from './app';
import { mainProcessOf } from './desktop';
import { openTemplate, untilReady } from './drivers';

test('training shows on the taskbar, and its end is told where another window has the keyboard', async ({ program, page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  const main = mainProcessOf(program);
  await main.evaluate(({ app, BrowserWindow, Notification }) => {
    const seen: { bars: number[]; told: string[] } = { bars: [], told: [] };
    Object.assign(globalThis, { seen });
    BrowserWindow.prototype.setProgressBar = (progress) => {
      seen.bars.push(progress);
    };
    BrowserWindow.prototype.isFocused = () => false;
    Notification.isSupported = () => true;
    // What a notification's methods stand on cannot be reached from here; that it is listened to can.
    let emitter: NodeJS.EventEmitter = app;
    while (!Object.hasOwn(emitter, 'on')) emitter = Object.getPrototypeOf(emitter);
    const listen = emitter.on;
    emitter.on = function on(this: NodeJS.EventEmitter, ...args: Parameters<typeof listen>) {
      if (this instanceof Notification && args[0] === 'click') seen.told.push(`${this.title}: ${this.body}`);
      return listen.apply(this, args);
    } as typeof listen;
  });
  const seen = () => main.evaluate(() => (globalThis as unknown as { seen: { bars: number[]; told: string[] } }).seen);
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });

  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(async () => (await seen()).bars.filter((bar) => bar > 0.2).length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(async () => (await seen()).told.length).toBe(1);
  expect((await seen()).told[0]).toMatch(/^word-language-model: \w+ stopped after \d+ of 200 epochs/);
  await expect.poll(async () => (await seen()).bars.at(-1)).toBe(-1);
});
