import { describe, expect, test } from 'vitest';
import { floats, parametersOf, shapeAt } from '../testing/arguments';
import { gru } from '.';

describe('GRU', () => {
  const sequence = { inputs: { sequence: floats(9, 64) } };

  test('gives its last state, or the state after every time step', () => {
    expect(shapeAt(gru, 'output', { ...sequence, params: { units: 150 } })).toEqual([150]);
    expect(shapeAt(gru, 'output', { ...sequence, params: { units: 150, returnSequences: true } })).toEqual([9, 150]);
  });

  test.each([
    [true, true, 97_200],
    [false, true, 96_750],
    [true, false, 96_300],
  ])('reset after %s, bias %s: %i parameters, as Keras counts', (resetAfter, useBias, expected) => {
    expect(parametersOf(gru, { ...sequence, params: { units: 150, resetAfter, useBias } })).toBe(expected);
  });
});
