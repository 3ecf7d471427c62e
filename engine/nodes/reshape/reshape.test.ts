import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { reshape } from '.';

describe('Reshape', () => {
  const inputs = { input: { ...floats(4, 6), masked: true } };

  test('gives the shape asked for, or the one that came, without a mask', () => {
    expect(typeAt(reshape, 'output', { inputs, params: { shape: [8, 3] } })).toEqual({ shape: [8, 3], dtype: 'float' });
    expect(typeAt(reshape, 'output', { inputs, params: { shape: [2, 3, 4] } })).toEqual({ shape: [2, 3, 4], dtype: 'float' });
    expect(typeAt(reshape, 'output', { inputs })).toEqual({ shape: [4, 6], dtype: 'float' });
  });

  test('refuses a shape of another size', () => {
    expect(typeAt(reshape, 'output', { inputs, params: { shape: [5, 5] } })).toBe(
      'cannot lay out 24 numbers (4 × 6) as 5 × 5, which takes 25.',
    );
  });

  test('leaves the numbers in their order', () => {
    const { ports } = callNode(reshape, { inputs: { input: floats(2, 3) }, params: { shape: [3, 2] } }, [[1, 2, 3, 4, 5, 6]]);
    expect(ports.output).toEqual({ shape: [1, 3, 2], values: [1, 2, 3, 4, 5, 6] });
  });
});
