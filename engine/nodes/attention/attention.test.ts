import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { callNode } from '../../model/testing/node';
import { floats, parametersOf, shapeAt, typeAt } from '../testing/arguments';
import { attention } from '.';

describe('Attention', () => {
  const self = { inputs: { query: floats(10, 64), value: floats(10, 64) } };

  test('gives a context for each query, or one where the query is a single state', () => {
    expect(shapeAt(attention, 'context', self)).toEqual([10, 64]);
    expect(shapeAt(attention, 'context', { inputs: { query: floats(64), value: floats(10, 64) } })).toEqual([64]);
    expect(shapeAt(attention, 'context', { inputs: { query: floats(4, 8), key: floats(10, 8), value: floats(10, 5) } })).toEqual([4, 5]);
  });

  test('gives its scores at a port of their own', () => {
    expect(attention.outputs({ scores: true }).map(({ id }) => id)).toEqual(['context', 'scores']);
    const inputs = { query: floats(4, 8), value: floats(10, 8) };
    expect(shapeAt(attention, 'scores', { inputs, params: { scores: true } })).toEqual([4, 10]);
    expect(shapeAt(attention, 'scores', { inputs: { ...inputs, query: floats(8) }, params: { scores: true } })).toEqual([10]);
  });

  test('hands on the mask of its query, not that of its values', () => {
    const masked = { ...floats(10, 8), masked: true };
    expect(typeAt(attention, 'context', { inputs: { query: masked, value: floats(10, 8) } })).toMatchObject({ masked: true });
    expect(typeAt(attention, 'context', { inputs: { query: floats(10, 8), value: masked } })).not.toHaveProperty('masked');
  });

  test.each([
    ['dot', false, 0],
    ['dot', true, 1],
    ['additive', false, 0],
    ['additive', true, 64],
  ])('%s scores with learned scale %s learn %i numbers', (score, useScale, expected) => {
    expect(parametersOf(attention, { ...self, params: { score, useScale } })).toBe(expected);
  });

  test('says what does not go together', () => {
    const context = (inputs: Record<string, ReturnType<typeof floats>>, params: Params = {}) =>
      shapeAt(attention, 'context', { inputs, params });
    expect(context({ query: floats(10, 32), value: floats(10, 64) })).toMatch(/query of 32 features with keys of 64/);
    expect(context({ query: floats(8), key: floats(9, 8), value: floats(10, 8) })).toMatch(/9 keys for 10 values/);
    expect(context({ query: floats(8), value: floats(10, 8) }, { causal: true })).toMatch(/one query for the whole sequence/);
  });

  // Two time steps of one feature: with a query of zeros every step that is seen weighs the same.
  const even = { inputs: { query: floats(2, 1), value: floats(2, 1) }, params: { scores: true } };
  const values = [
    [0, 0],
    [3, 5],
  ];

  test('a masked value has no weight, a masked query no context', () => {
    const masks = [
      [1, 0],
      [0, 1],
    ];
    const { ports, mask } = callNode(attention, even, values, { masks });
    expect(ports.scores?.values).toEqual([0, 1, 0, 1]);
    expect(ports.context?.values).toEqual([5, 0]);
    expect(mask).toEqual([1, 0]);
  });

  test('causal queries see no later step', () => {
    const { ports } = callNode(attention, { ...even, params: { scores: true, causal: true } }, values);
    expect(ports.scores?.values).toEqual([1, 0, 0.5, 0.5]);
    expect(ports.context?.values).toEqual([3, 4]);
  });

  test('drops weights in training alone, and says so in its scores', () => {
    const given = { inputs: { query: floats(20, 1), value: floats(20, 1) }, params: { scores: true, dropout: 0.5 } };
    const numbers = [Array.from({ length: 20 }, () => 0), Array.from({ length: 20 }, () => 1)];
    const dropped = callNode(attention, given, numbers, { training: true }).ports.scores?.values ?? [];
    expect(new Set(dropped.map((value) => value.toFixed(3)))).toEqual(new Set(['0.000', '0.100']));
    expect(new Set(callNode(attention, given, numbers).ports.scores?.values.map((value) => value.toFixed(3)))).toEqual(new Set(['0.050']));
  });
});
