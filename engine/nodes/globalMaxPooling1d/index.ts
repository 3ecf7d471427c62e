import { defineNode } from '../define';
import { globalPoolingParams, globalPoolingShape } from '../traits/globalPooling';
import { globalMaxPooling1dLayer } from './layer';

/** [time, features] → [features]: the largest over all time steps. */
export const globalMaxPooling1d = defineNode({
  type: 'globalMaxPooling1d',
  title: 'Global max pooling 1D',
  group: 'dense',
  summary: 'Keeps the largest number of each feature over all time steps.',
  params: globalPoolingParams,
  telling: ['keepDims'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'largest' }],
  shape: globalPoolingShape,
  help: {
    about:
      'Turns a sequence into one vector that says of each feature how strong it got anywhere. Behind a convolution it tells whether a pattern ' +
      'was there at all. As in Keras it looks at masked time steps too.',
    equations: [{ tex: 'y_i = \\max_t x_{ti}' }],
    source: 'Collobert & Weston 2008; keras/src/layers/pooling/global_max_pooling1d.py',
  },
  layers: [globalMaxPooling1dLayer],
  build: ({ layers, name, params, input }) => ({
    output: layers.make(globalMaxPooling1dLayer, { name, keepDims: params.keepDims }).apply(input('sequence')) as never,
  }),
  buildStock: ({ tf, name, params, input }) => {
    if (params.keepDims) return 'tfjs has no global pooling that keeps the time axis.';
    return { output: tf.layers.globalMaxPooling1d({ name }).apply(input('sequence')) as never };
  },
});
