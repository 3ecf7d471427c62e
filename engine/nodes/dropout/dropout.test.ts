import { describe, expect, test } from 'vitest';
import { floats, parametersOf, shapeAt } from '../testing/arguments';
import { dropout } from '.';

describe('Dropout', () => {
  test('keeps the shape and learns nothing', () => {
    expect(shapeAt(dropout, 'output', { inputs: { input: floats(10, 3) } })).toEqual([10, 3]);
    expect(parametersOf(dropout, { inputs: { input: floats(10, 3) } })).toBe(0);
  });

  test('takes rates from 0 to 0.99', () => {
    expect([-0.1, 0, 0.5, 0.99, 1].map((rate) => dropout.params.rate.schema.safeParse(rate).success)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
