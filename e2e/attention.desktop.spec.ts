import { expect, test } from './app';
import { mainProcessOf, noteNotices } from './desktop';
import { openTemplate, untilReady } from './drivers';

test('training shows on the taskbar, and its end is told where another window has the keyboard', async ({ program, page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  const main = mainProcessOf(program);
  const told = await noteNotices(program);
  await main.evaluate(({ BrowserWindow }) => {
    const seen: { bars: number[] } = { bars: [] };
    Object.assign(globalThis, { seen });
    BrowserWindow.prototype.setProgressBar = (progress) => {
      seen.bars.push(progress);
    };
    BrowserWindow.prototype.isFocused = () => false;
  });
  const seen = () => main.evaluate(() => (globalThis as unknown as { seen: { bars: number[] } }).seen);

  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(async () => (await seen()).bars.filter((bar) => bar > 0.2).length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(async () => (await told()).length).toBe(1);
  expect((await told())[0]).toMatch(/^word-language-model: \w+ stopped after \d+ of 200 epochs/);
  await expect.poll(async () => (await seen()).bars.at(-1)).toBe(-1);
});
