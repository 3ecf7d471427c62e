import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { masking } from '.';

describe('Masking', () => {
  const args = { inputs: { sequence: floats(4, 2) }, params: { maskValue: -1 } };

  test('marks the sequence as masked', () => {
    expect(typeAt(masking, 'output', args)).toEqual({ shape: [4, 2], dtype: 'float', masked: true });
  });

  test('masks the steps whose features all have the value, and sets them to zero', () => {
    const { ports, mask } = callNode(masking, args, [[1, 2, -1, -1, -1, 3, 0, 0]]);
    expect(mask).toEqual([1, 0, 1, 1]);
    // −0 is 0.
    expect(ports.output?.values.map((value) => value + 0)).toEqual([1, 2, 0, 0, -1, 3, 0, 0]);
  });
});
