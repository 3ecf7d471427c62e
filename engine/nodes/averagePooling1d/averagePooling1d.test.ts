import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { callNode } from '../../model/testing/node';
import { floats, shapeAt } from '../testing/arguments';
import { averagePooling1d } from '.';

describe('Average pooling 1D', () => {
  test('makes one step of every pool', () => {
    const shape = (params: Params) => shapeAt(averagePooling1d, 'output', { inputs: { sequence: floats(9, 4) }, params });
    expect(shape({ poolSize: 4 })).toEqual([2, 4]);
    expect(shape({ poolSize: 4, padding: 'same' })).toEqual([3, 4]);
    expect(shape({ poolSize: 4, strides: 2 })).toEqual([3, 4]);
  });

  test('averages what there is: padding at the end does not count', () => {
    const args = { inputs: { sequence: floats(3, 1) }, params: { padding: 'same' } };
    expect(callNode(averagePooling1d, args, [[1, 3, 7]]).ports.output?.values).toEqual([2, 7]);
  });
});
