import { describe, expect, test } from 'vitest';
import type { TensorType } from '../../graph';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { add } from '.';

const masked = (...shape: number[]): TensorType => ({ ...floats(...shape), masked: true });
const sum = (...inputs: TensorType[]) => typeAt(add, 'output', { inputs: { inputs } });

describe('Add', () => {
  test('takes inputs of one shape, and repeats a vector at every time step', () => {
    expect(sum(floats(10, 64), floats(10, 64), floats(10, 64))).toEqual({ shape: [10, 64], dtype: 'float' });
    expect(sum(floats(64), floats(10, 64))).toEqual({ shape: [10, 64], dtype: 'float' });
    expect(sum(floats(10, 1), floats(1, 64))).toEqual({ shape: [10, 64], dtype: 'float' });
  });

  test('is masked where every input is', () => {
    expect(sum(masked(10, 64), masked(10, 64))).toMatchObject({ masked: true });
    expect(sum(masked(10, 64), floats(10, 64))).not.toHaveProperty('masked');
  });

  test('says which shapes do not go together', () => {
    expect(sum(floats(10, 64), floats(9, 64))).toBe('cannot add 10 × 64 and 9 × 64: their sizes differ.');
    expect(sum(floats(10, 64), floats(32))).toBe('cannot add 10 × 64 and 32: their sizes differ.');
    expect(sum(floats(64))).toBe('needs two inputs or more, but gets one.');
  });

  test('adds a vector to every step; a step counts where it counts in any input', () => {
    const inputs = { inputs: [floats(2, 2), floats(2)] };
    expect(
      callNode(add, { inputs }, [
        [1, 2, 3, 4],
        [10, 20],
      ]).ports.output?.values,
    ).toEqual([11, 22, 13, 24]);
    const both = callNode(
      add,
      { inputs: { inputs: [floats(3, 1), floats(3, 1)] } },
      [
        [1, 2, 3],
        [10, 20, 30],
      ],
      {
        masks: [
          [1, 0, 0],
          [0, 0, 1],
        ],
      },
    );
    expect(both.ports.output?.values).toEqual([11, 22, 33]);
    expect(both.mask).toEqual([1, 0, 1]);
  });
});
