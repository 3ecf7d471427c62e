import { expect, test } from 'vitest';
import { moveBytes } from './testing/memory';

const MB = 1_000_000;

test('a file of 500 MB goes up and down with the memory of the process less than 100 MB over the start', async () => {
  const { up, down, zip } = await moveBytes(500 * MB);
  const [most, later, last] = [up, down, zip].map(({ grown }) => (grown / MB).toFixed(0));
  console.log(`grown at most by ${most} MB on the way up, ${later} MB down, ${last} MB as a zip`);
  expect(up.bytes).toBe(500 * MB);
  expect(down.bytes).toBe(500 * MB);
  expect(zip.bytes).toBeGreaterThan(0);
  expect(Math.max(up.grown, down.grown, zip.grown)).toBeLessThan(100 * MB);
});
