import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../api';
import { createRandom } from '../../kernels/random';
import { fitScale, scaleColumns, summarise, unscale } from './scaler';

const scaled = (values: number[], rows: number, scaling: 'none' | 'standard' | 'minMax') => {
  const scale = fitScale('x', Float64Array.from(values), rows, scaling);
  return { scale, values: [...scaleColumns([[Float64Array.from(values), scale]])] };
};

describe('scaling', () => {
  it('by the standard deviation over n of the training rows alone', () => {
    const { scale, values } = scaled([2, 4, 4, 4, 5, 5, 7, 9, 100], 8, 'standard');
    expect(scale).toEqual({ column: 'x', offset: 5, factor: 2 });
    expect(values).toEqual([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2, 47.5]);
  });

  it('to 0 and 1 over the training rows, and beyond behind them', () => {
    expect(scaled([10, 20, 30, 40], 3, 'minMax').values).toEqual([0, 0.5, 1, 1.5]);
  });

  it('of a constant column divides by nothing', () => {
    expect(scaled([7, 7, 7, 9], 3, 'standard').values).toEqual([0, 0, 0, 2]);
    expect(scaled([7, 7, 7], 3, 'minMax').values).toEqual([0, 0, 0]);
    // 0.1 + 0.2 leaves a rounding that is no deviation.
    expect(scaled([0.3, 0.1 + 0.2, 0.3], 3, 'standard').scale.factor).toBe(1);
  });

  it('is undone on the way out', () => {
    const column = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(column, fc.constantFrom('standard', 'minMax', 'none'), (values, scaling) => {
        const { scale, values: network } = scaled(values, values.length, scaling);
        const size = Math.max(...values.map(Math.abs), scale.factor);
        for (const [i, value] of unscale(network, scale).entries()) {
          expect(Math.abs(value - (values[i] ?? 0))).toBeLessThanOrEqual(size * 1e-6);
        }
      }),
    );
  });

  it('lays columns side by side, however many rows there are', () => {
    const rows = 10_000;
    const [x, y] = [Float64Array.from({ length: rows }, (_, row) => row), Float64Array.from({ length: rows }, (_, row) => -row)];
    const matrix = scaleColumns([
      [x, { column: 'x', offset: 1, factor: 2 }],
      [y, { column: 'y', offset: 0, factor: 1 }],
    ]);
    expect(matrix).toEqual(Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? (i / 2 - 1) / 2 : -(i - 1) / 2)));
  });

  it('refuses numbers that no network can hold, naming the column', () => {
    expect(() => scaled([1e308, -1e308], 2, 'minMax')).toThrow(Refusal);
    expect(() => scaled([1e200, -1e200], 2, 'standard')).toThrow('The column "x" holds numbers too large to compute with');
    expect(() => scaled([1, 1e39], 2, 'none')).toThrow('The column "x" holds numbers too large for a network (1e+39)');
  });
});

describe('the summary of a column', () => {
  it('leaves gaps out', () => {
    expect(summarise(Float64Array.of(1, Number.NaN, 3))).toEqual({ min: 1, max: 3, mean: 2, deviation: 1 });
  });

  it('is that of the values taken one by one, over blocks too', () => {
    const random = createRandom(1, 'values');
    const values = Float64Array.from({ length: 10_000 }, () => 1e6 + random.normal());
    const mean = values.reduce((sum, value) => sum + (value - 1e6), 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - 1e6 - mean) ** 2, 0) / values.length;
    const found = summarise(values);
    expect(found).toMatchObject({ min: Math.min(...values), max: Math.max(...values) });
    expect(found.mean - 1e6).toBeCloseTo(mean, 8);
    expect(found.deviation).toBeCloseTo(Math.sqrt(variance), 10);
  });

  it('has no numbers where there are none', () => {
    expect(summarise(Float64Array.of(Number.NaN))).toEqual({ min: Number.NaN, max: Number.NaN, mean: Number.NaN, deviation: Number.NaN });
  });

  it('has a mean even where the sum of the values would overflow', () => {
    expect(summarise(Float64Array.of(1.5e308, 1.5e308)).mean).toBe(1.5e308);
  });
});
