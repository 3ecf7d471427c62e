import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { multiply } from '.';

describe('Multiply', () => {
  const inputs = { inputs: [floats(3, 1), floats(3, 1)] };
  const values = [
    [2, 3, 4],
    [5, 6, 7],
  ];

  test('keeps the shape', () => {
    expect(typeAt(multiply, 'output', { inputs })).toEqual({ shape: [3, 1], dtype: 'float' });
  });

  test('multiplies; a masked step counts as 1, and is 0 where it is masked everywhere', () => {
    expect(callNode(multiply, { inputs }, values).ports.output?.values).toEqual([10, 18, 28]);
    const one = callNode(multiply, { inputs }, values, { masks: [[1, 0, 0], undefined] });
    expect(one.ports.output?.values).toEqual([10, 6, 7]);
    expect(one.mask).toBeUndefined();
    const both = callNode(multiply, { inputs }, values, {
      masks: [
        [1, 0, 0],
        [1, 1, 0],
      ],
    });
    expect(both.ports.output?.values).toEqual([10, 6, 0]);
    expect(both.mask).toEqual([1, 1, 0]);
  });
});
