import { describe, expect, test } from 'vitest';
import { floats, parametersOf, shapeAt } from '../testing/arguments';
import { dense } from '.';

describe('Dense', () => {
  test('changes the last axis and leaves all others', () => {
    expect(shapeAt(dense, 'output', { inputs: { input: floats(150) }, params: { units: 27 } })).toEqual([27]);
    expect(shapeAt(dense, 'output', { inputs: { input: floats(10, 128) }, params: { units: 1 } })).toEqual([10, 1]);
  });

  test.each([
    [150, 27, true, 4077],
    [150, 27, false, 4050],
    [128, 1, true, 129],
  ])('%i inputs, %i units, bias %s: %i parameters', (features, units, useBias, expected) => {
    expect(parametersOf(dense, { inputs: { input: floats(features) }, params: { units, useBias } })).toBe(expected);
  });
});
