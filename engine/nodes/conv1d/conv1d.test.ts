import { describe, expect, test } from 'vitest';
import type { Params } from '../../graph';
import { callNode } from '../../model/testing/node';
import { floats, parametersOf, shapeAt, typeAt } from '../testing/arguments';
import { conv1d } from '.';

describe('Conv1D', () => {
  const shape = (params: Params, time = 10) =>
    shapeAt(conv1d, 'output', { inputs: { sequence: floats(time, 6) }, params: { filters: 4, ...params } });

  test.each([
    [{ kernelSize: 3 }, [8, 4]],
    [{ kernelSize: 3, padding: 'same' }, [10, 4]],
    [{ kernelSize: 3, padding: 'causal' }, [10, 4]],
    [{ kernelSize: 3, strides: 2 }, [4, 4]],
    [{ kernelSize: 3, strides: 3, padding: 'same' }, [4, 4]],
    [{ kernelSize: 3, dilationRate: 4 }, [2, 4]],
    [{ kernelSize: 3, dilationRate: 4, padding: 'causal' }, [10, 4]],
  ])('%o makes %j of 10 × 6', (params, expected) => {
    expect(shape(params)).toEqual(expected);
  });

  test('ends the mask, as Keras does', () => {
    expect(typeAt(conv1d, 'output', { inputs: { sequence: { ...floats(10, 6), masked: true } } })).not.toHaveProperty('masked');
  });

  test.each([
    [1, true, 3 * 6 * 4 + 4],
    [2, true, 3 * 3 * 4 + 4],
    [1, false, 72],
  ])('in %i groups, bias %s: %i parameters', (groups, useBias, expected) => {
    expect(parametersOf(conv1d, { inputs: { sequence: floats(10, 6) }, params: { filters: 4, groups, useBias } })).toBe(expected);
  });

  test('says what cannot be', () => {
    expect(shape({ kernelSize: 11 })).toBe('needs 11 time steps for its filters, but gets 10 × 6.');
    expect(shape({ strides: 2, dilationRate: 2 })).toMatch(/a stride and a dilation at once/);
    expect(shape({ groups: 4 })).toBe('cannot split 6 features into 4 groups of one size.');
    expect(shape({ groups: 3 })).toBe('cannot split 4 filters into 3 groups of one size.');
  });

  test('with causal padding no step sees a later one', () => {
    const params = { filters: 1, kernelSize: 3, padding: 'causal', kernelInitializer: 'ones' };
    const { ports } = callNode(conv1d, { inputs: { sequence: floats(5, 1) }, params }, [[1, 10, 100, 1000, 10_000]]);
    expect(ports.output?.values).toEqual([1, 11, 111, 1110, 11_100]);
  });

  test('a dilated filter sees steps apart from each other', () => {
    const params = { filters: 1, kernelSize: 2, dilationRate: 3, kernelInitializer: 'ones' };
    const { ports } = callNode(conv1d, { inputs: { sequence: floats(5, 1) }, params }, [[1, 10, 100, 1000, 10_000]]);
    expect(ports.output?.values).toEqual([1001, 10_010]);
  });
});
