import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { flatten } from '.';

describe('Flatten', () => {
  test('makes one vector of every number, without a mask', () => {
    expect(typeAt(flatten, 'output', { inputs: { input: { ...floats(10, 6), masked: true } } })).toEqual({ shape: [60], dtype: 'float' });
    expect(typeAt(flatten, 'output', { inputs: { input: floats(4) } })).toEqual({ shape: [4], dtype: 'float' });
  });

  test.each([[[2, 3]], [[6]]])('leaves the numbers of %j in their order', (shape) => {
    const { ports } = callNode(flatten, { inputs: { input: floats(...shape) } }, [[1, 2, 3, 4, 5, 6]]);
    expect(ports.output).toEqual({ shape: [1, 6], values: [1, 2, 3, 4, 5, 6] });
  });
});
