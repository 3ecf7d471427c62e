import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { zeroPadding1d } from '.';

describe('Zero padding 1D', () => {
  test('makes the sequence longer at both ends and ends its mask', () => {
    const given = { inputs: { sequence: { ...floats(5, 3), masked: true } }, params: { before: 2, after: 1 } };
    expect(typeAt(zeroPadding1d, 'output', given)).toEqual({ shape: [8, 3], dtype: 'float' });
  });

  test('puts zeros around what there is', () => {
    const given = { inputs: { sequence: floats(2, 2) }, params: { before: 1, after: 2 } };
    expect(callNode(zeroPadding1d, given, [[1, 2, 3, 4]]).ports.output).toEqual({
      shape: [1, 5, 2],
      values: [0, 0, 1, 2, 3, 4, 0, 0, 0, 0],
    });
  });

  test('takes no fewer than no steps', () => {
    expect([-1, 0, 3].map((before) => zeroPadding1d.params.before.schema.safeParse(before).success)).toEqual([false, true, true]);
  });
});
