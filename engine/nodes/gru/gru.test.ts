import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
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

  test('gives nothing before the first step that counts, whatever the state was, and the same again at a masked one', () => {
    const given = {
      inputs: { sequence: floats(3, 1), initial_h: floats(1) },
      params: { units: 1, returnSequences: true, returnState: true, initialState: true },
    };
    const { output, state_h } = callNode(gru, given, [[1, 2, 3], [0.7]], { masks: [[0, 1, 0], undefined] }).ports;
    const [before, counted, after] = output?.values ?? [];
    expect(before).toBe(0);
    expect(counted).not.toBe(0);
    expect([after, ...(state_h?.values ?? [])]).toEqual([counted, counted]);
    const nothing = callNode(gru, given, [[1, 2, 3], [0.7]], { masks: [[0, 0, 0], undefined] }).ports;
    expect(nothing.output?.values).toEqual([0, 0, 0]);
    expect(nothing.state_h?.values[0]).toBeCloseTo(0.7, 6);
  });
});
