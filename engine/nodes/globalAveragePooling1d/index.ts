import { defineNode } from '../define';
import { globalPoolingParams, globalPoolingShape } from '../traits/globalPooling';
import { globalAveragePooling1dLayer } from './layer';

/** [time, features] → [features]: the mean over all time steps that count. */
export const globalAveragePooling1d = defineNode({
  type: 'globalAveragePooling1d',
  title: 'Global average pooling 1D',
  group: 'dense',
  summary: 'Averages all time steps into one vector.',
  params: globalPoolingParams,
  telling: ['keepDims'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'mean' }],
  shape: globalPoolingShape,
  help: {
    about:
      'Turns a sequence into one vector by its mean, so that a Dense layer can answer for the whole of it. Masked time steps, such as padding, ' +
      'do not count.',
    equations: [{ tex: 'y = \\frac{\\sum_t m_t \\, x_t}{\\sum_t m_t}', label: 'mask m' }],
    source: 'Lin et al. 2013; keras/src/layers/pooling/global_average_pooling1d.py',
  },
  layers: [globalAveragePooling1dLayer],
  build: ({ layers, name, params, input }) => ({
    output: layers.make(globalAveragePooling1dLayer, { name, keepDims: params.keepDims }).apply(input('sequence')) as never,
  }),
  buildStock: ({ tf, name, params, input, inputTypes }) => {
    if (params.keepDims) return 'tfjs has no global pooling that keeps the time axis.';
    if (inputTypes('sequence')[0]?.masked) return 'tfjs counts padding into the mean.';
    return { output: tf.layers.globalAveragePooling1d({ name }).apply(input('sequence')) as never };
  },
});
