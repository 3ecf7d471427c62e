import { defineNode } from '../define';
import { mergeInputs, mergeShape } from '../traits/merge';
import { addLayer } from './layer';

/** Several inputs of one shape → their sum. */
export const add = defineNode({
  type: 'add',
  title: 'Add',
  group: 'merge',
  summary: 'Adds its inputs up, place by place.',
  params: {},
  telling: [],
  inputs: mergeInputs,
  outputs: () => [{ id: 'output', label: 'sum' }],
  shape: (args) => mergeShape(args, 'add'),
  help: {
    about:
      'Adds what several layers say. With a layer’s own input as one of them it makes a residual connection: the layer learns only what ' +
      'to change, and the gradient has a way around it.',
    equations: [{ tex: 'y = x_1 + x_2 + \\dots' }],
    source: 'residual: He et al. 2016; keras/src/layers/merging/add.py',
  },
  layers: [addLayer],
  build: ({ layers, name, inputs }) => ({ output: layers.make(addLayer, { name }).apply([...inputs('inputs')]) as never }),
  buildStock: ({ tf, name, inputs, inputTypes }) =>
    inputTypes('inputs').some(({ masked }) => masked)
      ? 'tfjs merges masks in another way.'
      : { output: tf.layers.add({ name }).apply([...inputs('inputs')]) as never },
});
