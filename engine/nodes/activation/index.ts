import { defineNode } from '../define';
import { choice } from '../params';
import { ACTIVATIONS, notInTfjs } from '../traits/activations';
import { activationLayer } from './layer';

/** Same shape, each number through a function; softmax works along the last axis. */
export const activation = defineNode({
  type: 'activation',
  title: 'Activation',
  group: 'dense',
  summary: 'Puts every number through a function such as ReLU or softmax.',
  params: {
    activation: choice({
      label: 'Activation',
      help: 'The function. Softmax makes the numbers of each vector add up to 1.',
      default: 'relu',
      options: ACTIVATIONS,
      section: 'Activations',
    }),
  },
  telling: ['activation'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: ({ activation }) => [{ id: 'output', label: activation === 'softmax' ? 'probabilities' : 'output' }],
  shape: ({ params, input }) => ({ output: { ...input('input'), activation: params.activation } }),
  help: {
    about:
      'Applies an activation by itself, such as after a sum or a normalisation. Between two Dense layers one is needed: without it both ' +
      'together could do no more than one.',
    equations: [
      { tex: 'y = \\phi(x)' },
      { tex: '\\mathrm{relu}(x) = \\max(0, x)', label: 'ReLU' },
      { tex: '\\mathrm{softmax}(x)_i = e^{x_i} / \\textstyle\\sum_j e^{x_j}', label: 'softmax' },
    ],
    source: 'keras/src/layers/activations/activation.py',
  },
  layers: [activationLayer],
  build: ({ layers, name, params, input }) => ({
    output: layers.make(activationLayer, { name, activation: params.activation }).apply(input('input')) as never,
  }),
  buildStock: ({ tf, name, params, input }) =>
    notInTfjs(params.activation) ?? {
      output: tf.layers.activation({ name, activation: params.activation as never }).apply(input('input')) as never,
    },
});
