import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, parametersOf, shapeAt, typeAt } from '../testing/arguments';
import { multiHeadAttention } from '.';

describe('Multi-head attention', () => {
  const self = { query: floats(9, 64), value: floats(9, 64) };

  test('keeps the shape of its query, unless it is told another size', () => {
    expect(shapeAt(multiHeadAttention, 'context', { inputs: self })).toEqual([9, 64]);
    expect(shapeAt(multiHeadAttention, 'context', { inputs: self, params: { outputDim: 10 } })).toEqual([9, 10]);
    const apart = { query: floats(4, 6), value: floats(7, 5), key: floats(7, 3) };
    expect(shapeAt(multiHeadAttention, 'context', { inputs: apart })).toEqual([4, 6]);
    expect(shapeAt(multiHeadAttention, 'scores', { inputs: apart, params: { scores: true, heads: 3 } })).toEqual([3, 4, 7]);
  });

  test('hands on the mask of its query', () => {
    expect(typeAt(multiHeadAttention, 'context', { inputs: { ...self, query: { ...self.query, masked: true } } })).toMatchObject({
      masked: true,
    });
  });

  // Counts of Keras 3.15 for MultiHeadAttention(2, 32) and its options on 64 features.
  test.each([
    [{}, 16_640],
    [{ useBias: false }, 16_384],
    [{ valueDim: 8 }, 10_448],
    [{ outputDim: 10 }, 13_130],
  ])('%o learns %i numbers, as Keras counts', (params, expected) => {
    expect(parametersOf(multiHeadAttention, { inputs: self, params })).toBe(expected);
  });

  test('says which keys have no values', () => {
    expect(shapeAt(multiHeadAttention, 'context', { inputs: { ...self, key: floats(8, 64) } })).toMatch(/8 keys for 9 values/);
  });

  test('weights add up to one over what is seen, and are zero behind a causal query and on padding', () => {
    const given = { inputs: { query: floats(3, 2), value: floats(3, 2) }, params: { heads: 2, keyDim: 4, scores: true, causal: true } };
    const x = [1, -1, 0.5, 2, -3, 1];
    const { ports, mask } = callNode(multiHeadAttention, given, [x, x], { masks: [undefined, [0, 1, 1]] });
    const scores = ports.scores;
    expect(scores?.shape).toEqual([1, 2, 3, 3]);
    expect(mask).toBeUndefined();
    for (const head of [0, 9]) {
      const rows = [0, 3, 6].map((row) => scores?.values.slice(head + row, head + row + 3) ?? []);
      // The first query sees but itself, which is padding: nothing.
      expect(rows[0]).toEqual([0, 0, 0]);
      expect(rows[1]).toEqual([0, 1, 0]);
      expect(rows[2]?.[0]).toBe(0);
      expect((rows[2]?.[1] ?? 0) + (rows[2]?.[2] ?? 0)).toBeCloseTo(1, 6);
    }
  });
});
