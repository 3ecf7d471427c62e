import { expect, type Page } from '@playwright/test';

/** Milliseconds that a gesture is measured for. */
const LENGTH = 3000;

export interface Pace {
  /** Frames a second. */
  readonly rate: number;
  /** Milliseconds of the longest frame but 5 %. */
  readonly p95: number;
  /** Milliseconds of work of the page's own thread for a frame, whatever else the machine is doing. */
  readonly work: number;
}

/** Counts the frames that the page draws while `gesture` goes on, and the work it has with them. */
export async function measure(page: Page, gesture: (moment: number) => Promise<void>): Promise<Pace> {
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

/** Prints a pace, and fails in the end where it is slower than wanted. wanted: frames a second. */
export function report(what: string, { rate, p95, work }: Pace, wanted: number) {
  const numbers = `${rate.toFixed(1)} frames a second (${wanted} wanted), 95 % within ${p95.toFixed(1)} ms, ${work.toFixed(1)} ms of work each`;
  process.stdout.write(`\n${what}: ${numbers}\n`);
  expect.soft(rate, what).toBeGreaterThanOrEqual(wanted);
}

/** Steps of the pointer, to and fro. */
export const swing = (moment: number, reach: number) => Math.round(reach * Math.sin(moment / 12));
