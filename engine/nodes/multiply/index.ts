import { defineNode } from '../define';
import { mergeInputs, mergeShape } from '../traits/merge';
import { multiplyLayer } from './layer';

/** Several inputs of one shape → their product. */
export const multiply = defineNode({
  type: 'multiply',
  title: 'Multiply',
  group: 'merge',
  summary: 'Multiplies its inputs, place by place.',
  params: {},
  telling: [],
  inputs: mergeInputs,
  outputs: () => [{ id: 'output', label: 'product' }],
  shape: (args) => mergeShape(args, 'multiply'),
  help: {
    about:
      'Multiplies what several layers say, such as values by a gate between 0 and 1 that a Dense layer with sigmoid opens and closes. A ' +
      'masked time step counts as 1.',
    equations: [{ tex: 'y = x_1 \\odot x_2 \\odot \\dots' }],
    source: 'keras/src/layers/merging/multiply.py',
  },
  layers: [multiplyLayer],
  build: ({ layers, name, inputs }) => ({ output: layers.make(multiplyLayer, { name }).apply([...inputs('inputs')]) as never }),
  buildStock: ({ tf, name, inputs, inputTypes }) =>
    inputTypes('inputs').some(({ masked }) => masked)
      ? 'tfjs merges masks in another way.'
      : { output: tf.layers.multiply({ name }).apply([...inputs('inputs')]) as never },
});
