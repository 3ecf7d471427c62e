import { expect, test } from 'vitest';
import { killAtRandom } from './testing/kills';

// Ten moments and their times: `npm run nightly`.

test('a run whose engine is killed at three random moments ends, gone on with, where one without a kill ends', async () => {
  const { lostSeconds } = await killAtRandom(3, { epochs: 120, seed: 1 });
  expect(lostSeconds).toHaveLength(3);
});
