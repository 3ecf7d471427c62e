import { describe, expect, test } from 'vitest';
import type { Params, TensorType } from '../../graph';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { dot } from '.';

const of = (first: TensorType, second: TensorType, params: Params = {}) => typeAt(dot, 'output', { inputs: { first, second }, params });

describe('Dot', () => {
  test('leaves the axes that are not summed over', () => {
    expect(of(floats(4, 8), floats(6, 8))).toEqual({ shape: [4, 6], dtype: 'float' });
    expect(of(floats(4, 8), floats(4, 6), { firstAxis: 'time', secondAxis: 'time' })).toEqual({ shape: [8, 6], dtype: 'float' });
    expect(of(floats(8), floats(6, 8))).toEqual({ shape: [6], dtype: 'float' });
    expect(of(floats(6, 4), floats(6), { firstAxis: 'time' })).toEqual({ shape: [4], dtype: 'float' });
    expect(of(floats(8), floats(8))).toEqual({ shape: [1], dtype: 'float' });
  });

  test('ends the mask, as Keras does', () => {
    expect(of({ ...floats(4, 8), masked: true }, { ...floats(4, 8), masked: true })).not.toHaveProperty('masked');
  });

  test('says what does not go together', () => {
    expect(of(floats(4, 8), floats(6, 7))).toBe('sums over 8 places of 4 × 8 and 7 of 6 × 7: both need the same number.');
    expect(of(floats(8), floats(8), { firstAxis: 'time' })).toBe('cannot sum over time: 8 has no time steps.');
    expect(of(floats(2, 2, 8), floats(8))).toMatch(/compares vectors and sequences/);
  });

  test('gives cosines where it normalises', () => {
    const inputs = { first: floats(2), second: floats(2) };
    expect(
      callNode(dot, { inputs }, [
        [3, 4],
        [4, 3],
      ]).ports.output,
    ).toEqual({ shape: [1, 1], values: [24] });
    const { ports } = callNode(dot, { inputs, params: { normalize: true } }, [
      [3, 4],
      [4, 3],
    ]);
    expect(ports.output?.values[0]).toBeCloseTo(0.96, 6);
    expect(
      callNode(dot, { inputs, params: { normalize: true } }, [
        [0, 0],
        [4, 3],
      ]).ports.output?.values,
    ).toEqual([0]);
  });
});
