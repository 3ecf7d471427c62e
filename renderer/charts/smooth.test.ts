import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smooth, spread } from './smooth';

const values = fc.array(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: 1, maxLength: 200 });
const curveOf = (ys: readonly (number | null)[]) => ys.map((y, x) => ({ x, y }));

describe('smoothing', () => {
  test('weight 0 leaves the curve alone', () => {
    const points = curveOf([3, 1, 2]);
    expect(smooth(points, 0)).toBe(points);
  });

  test('weights half by half from the first value on', () => {
    expect(smooth(curveOf([4, 1]), 0.5).map(({ y }) => y)).toEqual([4, (0.5 * 1 + 0.25 * 4) / 0.75]);
  });

  test('keeps gaps, and a constant stays what it is', () => {
    expect(smooth(curveOf([2, null, 2]), 0.9).map(({ y }) => (y === null ? null : Math.round(y * 1e9) / 1e9))).toEqual([2, null, 2]);
  });

  test('never leaves the range of what it smooths', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (ys, weight) => {
        for (const { y } of smooth(curveOf(ys), weight)) {
          expect(y).toBeGreaterThanOrEqual(Math.min(...ys) - 1e-6);
          expect(y).toBeLessThanOrEqual(Math.max(...ys) + 1e-6);
        }
      }),
    );
  });
});

describe('the spread around a smoothed curve', () => {
  test('holds lowest and highest of each neighbourhood', () => {
    expect(spread(curveOf([1, 5, null, 2, 3]), 2)).toEqual([
      { x: 1, low: 1, high: 5 },
      { x: 4, low: 2, high: 3 },
    ]);
  });

  test('covers the whole range in few pieces', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (ys, most) => {
        const bands = spread(curveOf(ys), most);
        expect(bands.length).toBeLessThanOrEqual(most);
        expect(Math.min(...bands.map(({ low }) => low))).toBe(Math.min(...ys));
        expect(Math.max(...bands.map(({ high }) => high))).toBe(Math.max(...ys));
      }),
    );
  });
});
