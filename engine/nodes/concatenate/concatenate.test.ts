import { describe, expect, test } from 'vitest';
import { floats, shapeAt } from '../testing/arguments';
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
});
