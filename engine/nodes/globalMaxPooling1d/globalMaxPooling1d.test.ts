import { describe, expect, test } from 'vitest';
import { tensorflow } from '../../kernels/tensorflow';
import { callNode, layerOf } from '../../model/testing/node';
import { floats, typeAt } from '../testing/arguments';
import { globalMaxPooling1d } from '.';

describe('Global max pooling 1D', () => {
  const inputs = { sequence: { ...floats(3, 2), masked: true } };

  test('gives one vector, without a mask', () => {
    expect(typeAt(globalMaxPooling1d, 'output', { inputs })).toEqual({ shape: [2], dtype: 'float' });
    expect(typeAt(globalMaxPooling1d, 'output', { inputs, params: { keepDims: true } })).toEqual({ shape: [1, 2], dtype: 'float' });
  });

  test('keeps the largest number of each feature', () => {
    expect(callNode(globalMaxPooling1d, { inputs }, [[1, -3, 5, -1, 2, -2]]).ports.output?.values).toEqual([5, -1]);
  });

  test('steps that are largest together share the gradient', () => {
    const tf = tensorflow();
    const layer = layerOf(globalMaxPooling1d, { inputs: { sequence: floats(3, 1) } });
    const gradient = tf.grad((x) => tf.sum(layer.call(x, {}) as never))(tf.tensor3d([[[4], [7], [7]]]));
    expect(Array.from(gradient.dataSync())).toEqual([0, 0.5, 0.5]);
  });
});
