import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillGaps, firstKnownRow, wholeRows } from './gaps';

const nan = Number.NaN;
const filled = (values: number[], how: 'interpolate' | 'previous', ends: number[] = []) => {
  const column = Float64Array.from(values);
  const { values: whole, filled: count } = fillGaps(column, how, ends);
  expect([...column]).toEqual(values);
  return { count, values: [...whole] };
};

describe('gaps', () => {
  it('become a line between their neighbours', () => {
    expect(filled([1, nan, nan, 4, nan, 2], 'interpolate')).toEqual({ count: 3, values: [1, 2, 3, 4, 3, 2] });
  });

  it('become the value before them', () => {
    expect(filled([1, nan, nan, 4, nan], 'previous')).toEqual({ count: 3, values: [1, 1, 1, 4, 4] });
  });

  it('hold the last value at the end, where nothing follows', () => {
    expect(filled([1, 2, nan, nan], 'interpolate')).toEqual({ count: 2, values: [1, 2, 2, 2] });
  });

  it('that cross the end of a part do not tell it what follows', () => {
    // Row 3 is the first of the next part: rows 1 and 2 hold the 0, from row 3 on the line may see the 4.
    expect(filled([0, nan, nan, nan, 4], 'interpolate', [3])).toEqual({ count: 3, values: [0, 0, 0, 2, 4] });
    // The value behind the gap is itself the first of the next part.
    expect(filled([0, nan, nan, nan, 4], 'interpolate', [4])).toEqual({ count: 3, values: [0, 0, 0, 0, 4] });
  });

  it('never change with anything from a later part', () => {
    const cell = fc.oneof(fc.constant(nan), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 4, maxLength: 40 }), fc.array(cell, { maxLength: 40 }), (before, behind) => {
        const first = before.map((value, i) => (i === 0 ? 1 : value));
        const alone = filled(first, 'interpolate').values;
        const together = filled([...first, ...behind], 'interpolate', [first.length]).values;
        // -0 and 0 are one number.
        const plain = (values: readonly number[]) => values.map((value) => value + 0);
        expect(plain(together.slice(0, first.length))).toEqual(plain(alone));
        expect(together.some(Number.isNaN)).toBe(false);
      }),
    );
  });

  it('at the start leave rows without any value before them', () => {
    expect(firstKnownRow([Float64Array.of(nan, 1, nan), Float64Array.of(nan, nan, 3)])).toBe(2);
    expect(firstKnownRow([Float64Array.of(nan, nan)])).toBe(2);
  });

  it('leave whole rows only where they are dropped', () => {
    expect([...wholeRows([Float64Array.of(1, nan, 3, 4), Float64Array.of(1, 2, nan, 4)])]).toEqual([0, 3]);
  });
});
