import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, parametersOf, typeAt } from '../testing/arguments';
import { positionalEmbedding } from '.';

describe('Positional embedding', () => {
  const inputs = { sequence: { ...floats(9, 64), masked: true } };

  test('keeps shape and mask', () => {
    expect(typeAt(positionalEmbedding, 'output', { inputs })).toEqual({ shape: [9, 64], dtype: 'float', masked: true });
  });

  test('learns a vector for each place, or nothing', () => {
    expect(parametersOf(positionalEmbedding, { inputs })).toBe(9 * 64);
    expect(parametersOf(positionalEmbedding, { inputs, params: { kind: 'sinusoidal' } })).toBe(0);
  });

  test('adds sines at even places and cosines at odd ones, slower the further on', () => {
    const given = { inputs: { sequence: floats(2, 4) }, params: { kind: 'sinusoidal', maxWavelength: 10_000 } };
    const { ports } = callNode(positionalEmbedding, given, [[10, 10, 10, 10, 0, 0, 0, 0]]);
    const expected = [10, 11, 10, 11, Math.sin(1), Math.cos(1), Math.sin(0.01), Math.cos(0.01)];
    ports.output?.values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    });
  });

  test('learned vectors are the same for every sample', () => {
    const given = { inputs: { sequence: floats(2, 1) }, params: { embeddingsInitializer: 'constant', embeddingsConstant: 3 } };
    expect(callNode(positionalEmbedding, given, [[1, 2, 5, 6]]).ports.output?.values).toEqual([4, 5, 8, 9]);
  });
});
