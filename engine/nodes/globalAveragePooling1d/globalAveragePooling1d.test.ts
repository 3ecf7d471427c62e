import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { globalAveragePooling1d } from '.';

describe('Global average pooling 1D', () => {
  const inputs = { sequence: { ...floats(3, 2), masked: true } };
  const values = [1, 10, 3, 20, 8, 30];

  test('gives one vector, without a mask', () => {
    expect(typeAt(globalAveragePooling1d, 'output', { inputs })).toEqual({ shape: [2], dtype: 'float' });
    expect(typeAt(globalAveragePooling1d, 'output', { inputs, params: { keepDims: true } })).toEqual({ shape: [1, 2], dtype: 'float' });
  });

  test('averages the steps that count', () => {
    expect(callNode(globalAveragePooling1d, { inputs }, [values]).ports.output?.values).toEqual([4, 20]);
    expect(callNode(globalAveragePooling1d, { inputs }, [values], { masks: [[1, 1, 0]] }).ports.output?.values).toEqual([2, 15]);
    expect(callNode(globalAveragePooling1d, { inputs }, [values], { masks: [[0, 0, 0]] }).ports.output?.values).toEqual([0, 0]);
  });
});
