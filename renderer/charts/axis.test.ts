import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearAxis, logAxis, roundTicks, shareAlong, tickLabels, wholeTicks } from './axis';

describe('axes', () => {
  test.each([
    [[0, 3.4], 4, [0, 1, 2, 3]],
    [[0, 1.02], 5, [0, 0.25, 0.5, 0.75, 1]],
    [[290, 550], 6, [300, 350, 400, 450, 500, 550]],
    [[-1, 1], 4, [-1, -0.5, 0, 0.5, 1]],
    [[5, 5], 4, [5]],
  ] as const)('ticks of %j, at most about %d, are %j', (domain, most, ticks) => expect(roundTicks(domain, most)).toEqual(ticks));

  test('ticks lie in the domain, rise, and are few', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (from, height, most) => {
          // Nearer together than this, doubles no longer tell the ends apart.
          const span = Math.max(height, Math.abs(from) * 1e-6);
          const ticks = roundTicks([from, from + span], most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          for (const [index, tick] of ticks.entries()) {
            expect(tick).toBeGreaterThanOrEqual(from - span * 1e-6);
            expect(tick).toBeLessThanOrEqual(from + span * (1 + 1e-6));
            if (index > 0) expect(tick).toBeGreaterThan(ticks[index - 1] ?? 0);
          }
        },
      ),
    );
  });

  test('epochs are labelled with whole numbers alone', () => {
    expect(wholeTicks([0, 200], 5)).toEqual([0, 50, 100, 150, 200]);
    expect(wholeTicks([1, 3], 6)).toEqual([1, 2, 3]);
    expect(wholeTicks([1, 1], 6)).toEqual([1]);
  });

  test('a falling loss is drawn from zero, a high plateau is not', () => {
    expect(linearAxis([3.3, 0.2], 4).domain[0]).toBe(0);
    expect(linearAxis([480, 510], 4).domain[0]).toBeGreaterThan(400);
    expect(linearAxis([-2, 2], 4).domain[0]).toBeLessThan(-2);
  });

  test('even a very small chart has two labels', () => {
    expect(linearAxis([-1, 1], 2).ticks.length).toBeGreaterThan(1);
    expect(linearAxis([0, 190], 2).ticks.length).toBeGreaterThan(1);
  });

  test('a flat curve and an empty one still have a height', () => {
    for (const axis of [
      linearAxis([7, 7], 4),
      linearAxis([0], 4),
      linearAxis([], 4),
      logAxis([3], 4),
      logAxis([], 4),
      logAxis([-1, 0], 4),
    ]) {
      expect(axis.domain[1]).toBeGreaterThan(axis.domain[0]);
      expect(axis.ticks.length).toBeGreaterThan(0);
    }
  });

  test('a wide log axis has powers of ten, a narrow one round numbers', () => {
    const wide = logAxis([1e-6, 1], 4);
    expect(wide.ticks.every((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e9) / 1e9))).toBe(true);
    expect(logAxis([2, 7], 4).ticks).toEqual([2, 4, 6]);
    expect(tickLabels([1e-6, 1e-4, 1e-2, 1], 'log')).toEqual(['10⁻⁶', '10⁻⁴', '0.01', '1']);
  });

  test('labels carry as many places as the step needs', () => {
    expect(tickLabels([0, 0.25, 0.5], 'linear')).toEqual(['0', '0.25', '0.5']);
    expect(tickLabels([-2, 0, 2000], 'linear')).toEqual(['−2', '0', '2,000']);
    expect(tickLabels([0, 2e6, 4e6], 'linear')).toEqual(['0', '2·10⁶', '4·10⁶']);
  });

  test('places values between the ends, in logarithms on a log axis', () => {
    expect(shareAlong({ domain: [10, 20], ticks: [] }, 'linear', 15)).toBe(0.5);
    expect(shareAlong({ domain: [1, 100], ticks: [] }, 'log', 10)).toBeCloseTo(0.5);
  });
});
