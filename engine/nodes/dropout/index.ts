import { defineNode } from '../define';
import { float } from '../params';
import { dropoutLayer } from './layer';

/** Same shape; in training a share of the numbers becomes zero and the rest grows by 1 / (1 − rate). */
export const dropout = defineNode({
  type: 'dropout',
  title: 'Dropout',
  group: 'dense',
  summary: 'Sets a random share of its input to zero in training, against overfitting.',
  params: {
    rate: float({
      label: 'Rate',
      help: 'Share of the numbers set to zero in training. From 0 to 0.99; nothing happens outside training.',
      default: 0.2,
      min: 0,
      max: 0.99,
      section: 'Regularisation',
    }),
  },
  telling: ['rate'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'output' }],
  shape: ({ input }) => ({ output: { ...input('input') } }),
  help: {
    about:
      'Leaves out a random share of its input at every training step, so that no unit can lean on a single other one. ' +
      'Validation, forecasts and generation see everything.',
    equations: [{ tex: 'y = \\frac{m \\odot x}{1 - p}, \\quad m \\sim \\mathrm{Bernoulli}(1 - p)' }],
    source: 'Srivastava et al. 2014; keras/src/layers/regularization/dropout.py',
  },
  layers: [dropoutLayer],
  build: ({ layers, name, params, input }) => ({
    output: layers.make(dropoutLayer, { name, rate: params.rate }).apply(input('input')) as never,
  }),
  buildStock: ({ tf, name, params, input }) => ({
    output: tf.layers.dropout({ name, rate: params.rate }).apply(input('input')) as never,
  }),
});
