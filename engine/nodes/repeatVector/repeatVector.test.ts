import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, shapeAt } from '../testing/arguments';
import { repeatVector } from '.';

describe('Repeat vector', () => {
  const args = { inputs: { vector: floats(2) }, params: { n: 3 } };

  test('makes a sequence of the vector', () => {
    expect(shapeAt(repeatVector, 'output', args)).toEqual([3, 2]);
    expect(callNode(repeatVector, args, [[4, 7]]).ports.output?.values).toEqual([4, 7, 4, 7, 4, 7]);
  });
});
