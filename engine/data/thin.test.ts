import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thin } from './thin';

describe('a thinned series', () => {
  it('is the series itself where it is short enough, with null for gaps', () => {
    expect(thin(Float64Array.of(1, Number.NaN, 3), 3)).toEqual([1, null, 3]);
  });

  it('gives the least and the greatest of each stretch in the order they came', () => {
    expect(thin(Float64Array.of(1, 5, 0, 2, 9, 8, 7, 3), 4)).toEqual([5, 0, 9, 3]);
  });

  it('has null for a stretch without values', () => {
    expect(thin(Float64Array.of(1, 2, 3, Number.NaN, Number.NaN, Number.NaN), 4)).toEqual([1, 3, null, null]);
  });

  it('keeps the extremes of any series, within its number of points', () => {
    // -0 and 0 are one number.
    const number = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const series = fc.array(number, { minLength: 1, maxLength: 500 });
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 60 }), (values, points) => {
        const thinned = thin(Float64Array.from(values), points).filter((value) => value !== null);
        expect(thinned.length).toBeLessThanOrEqual(points);
        expect(Math.min(...thinned)).toBe(Math.min(...values));
        expect(Math.max(...thinned)).toBe(Math.max(...values));
      }),
    );
  });
});
