import { expect, test } from 'vitest';
import { moveBytes } from './testing/memory';

// Twice what memory may grow by: held as a whole, it would be seen. `npm run nightly` takes 500 MB.
const MB = 1_000_000;

test('a file of 200 MB goes up and down without being in memory as a whole', async () => {
  const { up, down, zip } = await moveBytes(200 * MB);
  expect(up.bytes).toBe(200 * MB);
  expect(down.bytes).toBe(200 * MB);
  expect(zip.bytes).toBeGreaterThan(0);
  expect(Math.max(up.grown, down.grown, zip.grown)).toBeLessThan(100 * MB);
});
