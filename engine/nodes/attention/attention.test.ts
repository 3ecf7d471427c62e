import { describe, expect, test } from 'vitest';
import { floats, parametersOf, shapeAt } from '../testing/arguments';
import { attention } from '.';

describe('Attention', () => {
  const self = { inputs: { query: floats(10, 64), value: floats(10, 64) } };

  test('gives a context for each query, or one where the query is a single state', () => {
    expect(shapeAt(attention, 'context', self)).toEqual([10, 64]);
    expect(shapeAt(attention, 'context', { inputs: { query: floats(64), value: floats(10, 64) } })).toEqual([64]);
    expect(shapeAt(attention, 'context', { inputs: { query: floats(4, 8), key: floats(10, 8), value: floats(10, 5) } })).toEqual([4, 5]);
  });

  test.each([
    ['dot', false, 0],
    ['dot', true, 1],
    ['additive', false, 0],
    ['additive', true, 64],
  ])('%s scores with learned scale %s learn %i numbers', (score, useScale, expected) => {
    expect(parametersOf(attention, { ...self, params: { score, useScale } })).toBe(expected);
  });

  test('refuses queries and keys of different widths, and keys without their values', () => {
    expect(shapeAt(attention, 'context', { inputs: { query: floats(10, 32), value: floats(10, 64) } })).toMatch(
      /query of 32 features with keys of 64/,
    );
    expect(shapeAt(attention, 'context', { inputs: { query: floats(8), key: floats(9, 8), value: floats(10, 8) } })).toMatch(
      /9 keys for 10 values/,
    );
  });
});
