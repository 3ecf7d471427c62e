import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { permute } from '.';

describe('Permute', () => {
  const given = (params: Params, ...shape: number[]) =>
    typeAt(permute, 'output', { inputs: { input: { ...floats(...shape), masked: true } }, params });

  test('puts the axes in the order asked for, or in reverse, without a mask', () => {
    expect(given({}, 4, 6)).toEqual({ shape: [6, 4], dtype: 'float' });
    expect(given({ dims: [1, 2] }, 4, 6)).toEqual({ shape: [4, 6], dtype: 'float' });
    expect(given({ dims: [3, 1, 2] }, 4, 6, 8)).toEqual({ shape: [8, 4, 6], dtype: 'float' });
  });

  test.each([[[1]], [[1, 1]], [[2, 3]], [[3, 1, 2]]])('refuses the order %j of two axes', (dims) => {
    expect(given({ dims }, 4, 6)).toMatch(/name each axis from 1 to 2 once/);
  });

  test('turns a sample over', () => {
    const { ports } = callNode(permute, { inputs: { input: floats(2, 3) } }, [[1, 2, 3, 4, 5, 6]]);
    expect(ports.output).toEqual({ shape: [1, 3, 2], values: [1, 4, 2, 5, 3, 6] });
  });
});
