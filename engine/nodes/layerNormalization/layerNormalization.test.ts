import { describe, expect, test } from 'vitest';
import { floats, parametersOf, typeAt } from '../testing/arguments';
import { layerNormalization } from '.';

describe('Layer normalisation', () => {
  const inputs = { input: { ...floats(10, 64), masked: true } };

  test('keeps shape and mask', () => {
    expect(typeAt(layerNormalization, 'output', { inputs })).toMatchObject({ shape: [10, 64], masked: true });
  });

  test.each([
    [true, true, 128],
    [true, false, 64],
    [false, true, 64],
    [false, false, 0],
  ])('scale %s, centre %s: %i parameters', (scale, center, expected) => {
    expect(parametersOf(layerNormalization, { inputs, params: { scale, center } })).toBe(expected);
  });
});
