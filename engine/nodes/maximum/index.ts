import { defineNode } from '../define';
import { mergeInputs, mergeShape } from '../traits/merge';
import { maximumLayer } from './layer';

/** Several inputs of one shape → the largest of them. */
export const maximum = defineNode({
  type: 'maximum',
  title: 'Maximum',
  group: 'merge',
  summary: 'Keeps the largest of its inputs, place by place.',
  params: {},
  telling: [],
  inputs: mergeInputs,
  outputs: () => [{ id: 'output', label: 'largest' }],
  shape: (args) => mergeShape(args, 'compare'),
  help: {
    about:
      'Keeps at each place the largest of what several layers say: that something was found counts, not by which of them. A masked time ' +
      'step gives way to the others.',
    equations: [{ tex: 'y = \\max(x_1, x_2, \\dots)' }],
    source: 'keras/src/layers/merging/maximum.py',
  },
  layers: [maximumLayer],
  build: ({ layers, name, inputs }) => ({ output: layers.make(maximumLayer, { name }).apply([...inputs('inputs')]) as never }),
  buildStock: ({ tf, name, inputs, inputTypes }) =>
    inputTypes('inputs').some(({ masked }) => masked)
      ? 'tfjs merges masks in another way.'
      : { output: tf.layers.maximum({ name }).apply([...inputs('inputs')]) as never },
});
