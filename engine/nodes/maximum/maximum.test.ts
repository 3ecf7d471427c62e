import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { maximum } from '.';

describe('Maximum', () => {
  const inputs = { inputs: [floats(3, 1), floats(3, 1)] };
  const values = [
    [2, 9, 4],
    [5, 6, 3],
  ];

  test('keeps the largest of all inputs', () => {
    expect(typeAt(maximum, 'output', { inputs })).toEqual({ shape: [3, 1], dtype: 'float' });
    expect(callNode(maximum, { inputs }, values).ports.output?.values).toEqual([5, 9, 4]);
  });

  test('a masked step gives way to the other input', () => {
    const { ports, mask } = callNode(maximum, { inputs }, values, {
      masks: [
        [1, 0, 1],
        [0, 1, 1],
      ],
    });
    expect(ports.output?.values).toEqual([2, 6, 4]);
    expect(mask).toEqual([1, 1, 1]);
  });
});
