import type { Page } from '@playwright/test';
import { expect, test } from '../app';
import { nodeCard, untilReady } from '../drivers';
import { nameOf, writeLargeProject } from './largeGraph';

/** Milliseconds that a gesture is measured for. */
const LENGTH = 3000;

interface Pace {
  /** Frames a second. */
  readonly rate: number;
  /** Milliseconds of the longest frame but 5 %. */
  readonly p95: number;
  /** Milliseconds of work of the page's own thread for a frame, whatever else the machine is doing. */
  readonly work: number;
}

/** Counts the frames that the page draws while `gesture` goes on, and the work it has with them. */
async function measure(page: Page, gesture: (moment: number) => Promise<void>): Promise<Pace> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () =>
    (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { frameTimes: times });
    const count = (time: number) => {
      times.push(time);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const before = await worked();
  const start = Date.now();
  for (let moment = 0; Date.now() - start < LENGTH; moment++) await gesture(moment);
  const work = (await worked()) - before;
  const times = await page.evaluate(() => (window as unknown as { frameTimes: number[] }).frameTimes);
  await devtools.detach();
  const frames = times.slice(1).map((time, i) => time - (times[i] ?? time));
  const total = frames.reduce((sum, frame) => sum + frame, 0);
  frames.sort((a, b) => a - b);
  return {
    rate: (1000 * frames.length) / total,
    p95: frames[Math.floor(frames.length * 0.95)] ?? Number.NaN,
    work: (1000 * work) / frames.length,
  };
}

function print(what: string, { rate, p95, work }: Pace) {
  const numbers = `${rate.toFixed(1)} frames a second, 95 % within ${p95.toFixed(1)} ms, ${work.toFixed(1)} ms of work each`;
  process.stdout.write(`\n${what}: ${numbers}\n`);
}

/** Steps of the pointer, to and fro. */
const swing = (moment: number, reach: number) => Math.round(reach * Math.sin(moment / 12));

test('500 layers and 1,008 wires', async ({ program, page, folder }) => {
  const path = await writeLargeProject(folder);
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await expect(page.locator('[data-node]')).toHaveCount(500);
  print('at rest', await measure(page, () => page.mouse.move(700, 300)));

  const at = { x: 700, y: 300 };
  const pan = async (zoom: string) => {
    await page.mouse.move(at.x, at.y);
    await page.mouse.down({ button: 'middle' });
    print(`pan, ${zoom}`, await measure(page, (moment) => page.mouse.move(at.x + swing(moment, 200), at.y + swing(moment, 100))));
    await page.mouse.up({ button: 'middle' });
  };
  const drag = async (zoom: string, name: string) => {
    const card = await nodeCard(page, name).boundingBox();
    if (!card) throw new Error(`"${name}" is not in view.`);
    const from = { x: card.x + card.width / 2, y: card.y + card.height / 8 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    print(`drag, ${zoom}`, await measure(page, (moment) => page.mouse.move(from.x + swing(moment, 150), from.y + swing(moment, 80))));
    await page.mouse.up();
    await page.keyboard.press('Control+z');
  };
  const middle = nameOf(12, 10);
  await pan('whole graph in view');
  await drag('whole graph in view', middle);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search layers, commands and runs').fill('Full size');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Zoom, 100 %' })).toBeVisible();
  await pan('full size');
  const seen = await page.locator('[data-node]').evaluateAll((cards) => {
    const inner = cards.find((card) => {
      const { left, top, right, bottom } = card.getBoundingClientRect();
      return left > 500 && right < 900 && top > 80 && bottom < 500;
    });
    return inner?.getAttribute('data-node') ?? '';
  });
  await drag('full size', seen);
});
