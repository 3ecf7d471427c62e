import { defineNode } from '../define';
import { poolingArgs, poolingParams, poolingShape } from '../traits/pooling';

/** [time, features] → [pools, features]. */
export const averagePooling1d = defineNode({
  type: 'averagePooling1d',
  title: 'Average pooling 1D',
  group: 'dense',
  summary: 'Averages every few time steps, for each feature.',
  params: poolingParams,
  telling: ['poolSize', 'padding'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'pooled' }],
  shape: poolingShape,
  help: {
    about: 'Makes a sequence shorter and smoother, such as hours out of minutes. Padding at the ends does not count into the average.',
    equations: [{ tex: 'y_{ti} = \\tfrac1n \\textstyle\\sum_{k=0}^{n-1} x_{(ts + k)\\, i}', label: 'pool of n, stride s' }],
    source: 'keras/src/layers/pooling/average_pooling1d.py',
  },
  build: ({ tf, name, params, input }) => ({
    output: tf.layers.averagePooling1d(poolingArgs(name, params)).apply(input('sequence')) as never,
  }),
});
