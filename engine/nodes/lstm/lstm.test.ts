import { describe, expect, test } from 'vitest';
import { floats, parametersOf, shapeAt } from '../testing/arguments';
import { lstm } from '.';

describe('LSTM', () => {
  const sequence = { inputs: { sequence: floats(10, 3) } };

  test('gives its last state, or the state after every time step', () => {
    expect(shapeAt(lstm, 'output', { ...sequence, params: { units: 64 } })).toEqual([64]);
    expect(shapeAt(lstm, 'output', { ...sequence, params: { units: 64, returnSequences: true } })).toEqual([10, 64]);
  });

  test.each([
    [64, true, 17_408],
    [4, true, 128],
    [4, false, 112],
  ])('%i units with bias %s on 3 features learn %i numbers, as Keras counts', (units, useBias, expected) => {
    expect(parametersOf(lstm, { ...sequence, params: { units, useBias } })).toBe(expected);
  });

  test('refuses units that are no positive whole number', () => {
    for (const units of [-1, 0, 1.5, Number.NaN]) expect(lstm.params.units.schema.safeParse(units).success).toBe(false);
    expect(lstm.params.units.schema.safeParse(1e9).success).toBe(true);
  });
});
