import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from './points';
import { thin } from './thin';

const curveOf = (values: readonly (number | null)[]): Point[] => values.map((y, x) => ({ x, y }));
const anyCurve = fc.array(fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { freq: 20 }), { maxLength: 3000 }).map(curveOf);

describe('thinning a curve', () => {
  test('leaves a short one alone', () => {
    const points = curveOf([1, 2, null, 3]);
    expect(thin(points, 4)).toBe(points);
  });

  test('never gives more points than asked, keeps the order, and invents no values', () => {
    fc.assert(
      fc.property(anyCurve, fc.integer({ min: 3, max: 400 }), (points, limit) => {
        const kept = thin(points, limit);
        expect(kept.length).toBeLessThanOrEqual(limit);
        const values = new Set(points.map(({ x, y }) => `${x} ${y}`));
        for (const point of kept) if (point.y !== null) expect(values).toContain(`${point.x} ${point.y}`);
        for (const [index, point] of kept.entries()) expect(point.x).toBeGreaterThanOrEqual(kept[index - 1]?.x ?? Number.NEGATIVE_INFINITY);
      }),
    );
  });

  test('keeps the first and the last value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 50, maxLength: 2000 }), (values) => {
        const points = curveOf(values);
        const kept = thin(points, 20);
        expect(kept).toHaveLength(20);
        expect(kept[0]).toEqual(points[0]);
        expect(kept[kept.length - 1]).toEqual(points[points.length - 1]);
      }),
    );
  });

  test('keeps a peak of one point among 100,000', () => {
    const points = curveOf(Array.from({ length: 100_000 }, (_, x) => (x === 61_234 ? 50 : Math.sin(x / 5000))));
    expect(thin(points, 500)).toContainEqual({ x: 61_234, y: 50 });
  });

  test('keeps a gap between two stretches', () => {
    const points = curveOf([...Array(800).fill(1), null, null, ...Array(800).fill(2)]);
    const kept = thin(points, 100);
    const gap = kept.findIndex((point) => point.y === null);
    expect(kept[gap - 1]).toEqual({ x: 799, y: 1 });
    expect(kept[gap + 1]).toEqual({ x: 802, y: 2 });
    expect(kept.filter((point) => point.y === null)).toHaveLength(1);
  });
});
