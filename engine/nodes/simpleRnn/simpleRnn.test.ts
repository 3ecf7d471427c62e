import { describe, expect, test } from 'vitest';
import { floats, parametersOf, shapeAt } from '../testing/arguments';
import { simpleRnn } from '.';

describe('Simple RNN', () => {
  const sequence = { inputs: { sequence: floats(10, 3) } };

  test('gives its last state, or the state after every time step', () => {
    expect(shapeAt(simpleRnn, 'output', { ...sequence, params: { units: 8 } })).toEqual([8]);
    expect(shapeAt(simpleRnn, 'output', { ...sequence, params: { units: 8, returnSequences: true } })).toEqual([10, 8]);
  });

  test('8 units on 3 features learn 96 numbers, as Keras counts', () => {
    expect(parametersOf(simpleRnn, { ...sequence, params: { units: 8 } })).toBe(96);
  });
});
