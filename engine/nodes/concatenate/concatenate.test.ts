import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, shapeAt, typeAt } from '../testing/arguments';
import { concatenate } from '.';

const joined = (axis: string, ...inputs: ReturnType<typeof floats>[]) =>
  shapeAt(concatenate, 'output', { params: { axis }, inputs: { inputs } });

describe('Concatenate', () => {
  test('joins features at each time step, or time steps one after the other', () => {
    expect(joined('features', floats(10, 64), floats(10, 64), floats(10, 2))).toEqual([10, 130]);
    expect(joined('features', floats(64), floats(32))).toEqual([96]);
    expect(joined('time', floats(10, 64), floats(5, 64))).toEqual([15, 64]);
  });

  test('says which shapes do not go together', () => {
    expect(joined('features', floats(10, 64), floats(9, 64))).toBe('cannot join 10 × 64 with 9 × 64 along features.');
    expect(joined('time', floats(10, 64), floats(10, 32))).toBe('cannot join 10 × 64 with 10 × 32 along time.');
    expect(joined('features', floats(10, 64), floats(64))).toMatch(/one is a sequence, the other is not/);
    expect(joined('time', floats(64), floats(64))).toMatch(/has no time steps/);
    expect(joined('features', floats(64))).toMatch(/two inputs or more/);
  });

  test('keeps the mask of any input: side by side a step counts where it counts in one, in a row each keeps its own', () => {
    const inputs = { inputs: [{ ...floats(2, 1), masked: true }, floats(2, 1), { ...floats(2, 1), masked: true }] };
    expect(typeAt(concatenate, 'output', { inputs })).toMatchObject({ masked: true });
    const [values, masks] = [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [[1, 0], undefined, [0, 0]],
    ];
    expect(callNode(concatenate, { inputs }, values, { masks }).mask).toEqual([1, 1]);
    const two = { inputs: inputs.inputs.filter(({ masked }) => masked) };
    expect(
      callNode(
        concatenate,
        { inputs: two },
        [
          [1, 2],
          [5, 6],
        ],
        {
          masks: [
            [1, 0],
            [0, 0],
          ],
        },
      ).mask,
    ).toEqual([1, 0]);
    expect(callNode(concatenate, { inputs, params: { axis: 'time' } }, values, { masks }).mask).toEqual([1, 0, 1, 1, 0, 0]);
  });
});
