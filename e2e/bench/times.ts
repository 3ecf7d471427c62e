import { expect } from '@playwright/test';

/** Prints the median of some times in seconds, and fails in the end where it is longer than wanted. `what`: `a death is told after`. */
export function reportTimes(what: string, times: readonly number[], { wanted }: { wanted?: number } = {}) {
  const median = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  const digits = median < 0.1 ? 4 : 2;
  const said = wanted === undefined ? '' : ` (${wanted} wanted)`;
  process.stdout.write(`\n${what} ${median.toFixed(digits)} s${said}${times.length > 1 ? `, median of ${times.length}` : ''}\n`);
  if (wanted !== undefined) expect.soft(median, what).toBeLessThan(wanted);
}

/** → the seconds that something took. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
