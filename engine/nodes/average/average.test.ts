import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { average } from '.';

describe('Average', () => {
  test('takes the mean of all inputs', () => {
    const inputs = { inputs: [floats(2), floats(2), floats(2)] };
    expect(typeAt(average, 'output', { inputs })).toEqual({ shape: [2], dtype: 'float' });
    expect(
      callNode(average, { inputs }, [
        [1, 2],
        [3, 5],
        [5, 8],
      ]).ports.output?.values,
    ).toEqual([3, 5]);
  });
});
