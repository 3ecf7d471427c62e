import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinPoints } from './thinning';

test('few points stay as they are', () => {
  const points = [1, 2, 3];
  expect(thinPoints(points, 3)).toBe(points);
});

test('many points are thinned to the most there may be, the first and the last kept, in their order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 2, max: 300 }), (count, most) => {
      const points = Array.from({ length: count }, (_, i) => i);
      const kept = thinPoints(points, most);
      expect(kept.length).toBeLessThanOrEqual(Math.max(most, 2));
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(count - 1);
      expect([...kept].sort((a, b) => a - b)).toEqual(kept);
    }),
  );
});
