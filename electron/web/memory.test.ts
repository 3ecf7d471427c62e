import { expect, test } from 'vitest';
import { moveBytes } from './testing/memory';

const MB = 1_000_000;

test('a file of 64 MB goes up and down without being in memory; `npm run nightly` takes 500 MB', async () => {
  const { up, down, zip } = await moveBytes(64 * MB);
  expect(up.bytes).toBe(64 * MB);
  expect(down.bytes).toBe(64 * MB);
  expect(zip.bytes).toBeGreaterThan(0);
  expect(Math.max(up.grown, down.grown, zip.grown)).toBeLessThan(100 * MB);
});
