import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { callNode } from '../../model/testing/node';
import { floats, shapeAt, typeAt } from '../testing/arguments';
import { maxPooling1d } from '.';

describe('Max pooling 1D', () => {
  const shape = (params: Params) => shapeAt(maxPooling1d, 'output', { inputs: { sequence: floats(7, 4) }, params });

  test('makes one step of every pool', () => {
    expect(shape({})).toEqual([3, 4]);
    expect(shape({ padding: 'same' })).toEqual([4, 4]);
    expect(shape({ poolSize: 3, strides: 1 })).toEqual([5, 4]);
    expect(shape({ poolSize: 8 })).toBe('needs 8 time steps for a pool, but gets 7 × 4.');
  });

  test('ends the mask, as Keras does', () => {
    expect(typeAt(maxPooling1d, 'output', { inputs: { sequence: { ...floats(7, 4), masked: true } } })).not.toHaveProperty('masked');
  });

  test('keeps the largest number of each feature', () => {
    const args = { inputs: { sequence: floats(4, 2) } };
    expect(callNode(maxPooling1d, args, [[1, 8, 2, 7, 3, 6, 4, 5]]).ports.output?.values).toEqual([2, 8, 4, 6]);
  });
});
