import { defineNode } from '../define';
import { poolingArgs, poolingParams, poolingShape } from '../traits/pooling';

/** [time, features] → [pools, features]. */
export const maxPooling1d = defineNode({
  type: 'maxPooling1d',
  title: 'Max pooling 1D',
  group: 'dense',
  summary: 'Keeps the largest number of every few time steps, for each feature.',
  params: poolingParams,
  telling: ['poolSize', 'padding'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'pooled' }],
  shape: poolingShape,
  help: {
    about:
      'Makes a sequence shorter and keeps what stood out. Behind a convolution it says that a pattern was there, and no longer exactly where.',
    equations: [{ tex: 'y_{ti} = \\max_{0 \\le k < n} x_{(ts + k)\\, i}', label: 'pool of n, stride s' }],
    source: 'keras/src/layers/pooling/max_pooling1d.py',
  },
  build: ({ tf, name, params, input }) => ({
    output: tf.layers.maxPooling1d(poolingArgs(name, params)).apply(input('sequence')) as never,
  }),
});
