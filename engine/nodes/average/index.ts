import { defineNode } from '../define';
import { mergeInputs, mergeShape } from '../traits/merge';
import { averageLayer } from './layer';

/** Several inputs of one shape → their mean. */
export const average = defineNode({
  type: 'average',
  title: 'Average',
  group: 'merge',
  summary: 'Averages its inputs, place by place.',
  params: {},
  telling: [],
  inputs: mergeInputs,
  outputs: () => [{ id: 'output', label: 'mean' }],
  shape: (args) => mergeShape(args, 'average'),
  help: {
    about: 'Takes the mean of what several layers say, such as of branches that read the same sequence in different ways.',
    equations: [{ tex: 'y = \\tfrac1n (x_1 + x_2 + \\dots + x_n)' }],
    source: 'keras/src/layers/merging/average.py',
  },
  layers: [averageLayer],
  build: ({ layers, name, inputs }) => ({ output: layers.make(averageLayer, { name }).apply([...inputs('inputs')]) as never }),
  buildStock: ({ tf, name, inputs, inputTypes }) =>
    inputTypes('inputs').some(({ masked }) => masked)
      ? 'tfjs merges masks in another way.'
      : { output: tf.layers.average({ name }).apply([...inputs('inputs')]) as never },
});
