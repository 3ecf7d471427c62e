import { defineNode } from '../define';
import { float } from '../params';
import { gaussianNoiseLayer } from './layer';

/** Same shape; in training each number gets normal noise of mean 0. */
export const gaussianNoise = defineNode({
  type: 'gaussianNoise',
  title: 'Gaussian noise',
  group: 'dense',
  summary: 'Adds random noise to its input in training, against overfitting.',
  params: {
    stddev: float({
      label: 'Standard deviation',
      help: 'How strong the noise is, in units of the input. From 0 to 1; nothing happens outside training.',
      default: 0.1,
      min: 0,
      max: 1,
      section: 'Regularisation',
    }),
  },
  telling: ['stddev'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'output' }],
  shape: ({ input }) => ({ output: { ...input('input') } }),
  help: {
    about:
      'Shows the network every sample a little different at each training step, so that it learns what stays the same. ' +
      'It suits measured data, whose own noise it imitates. Validation, forecasts and generation see the data as they are.',
    equations: [{ tex: 'y = x + \\varepsilon, \\quad \\varepsilon \\sim \\mathcal{N}(0, \\sigma^2)' }],
    source: 'Bishop 1995; keras/src/layers/regularization/gaussian_noise.py',
  },
  layers: [gaussianNoiseLayer],
  build: ({ layers, name, params, input }) => ({
    output: layers.make(gaussianNoiseLayer, { name, stddev: params.stddev }).apply(input('input')) as never,
  }),
  buildStock: ({ tf, name, params, input }) => ({
    output: tf.layers.gaussianNoise({ name, stddev: params.stddev }).apply(input('input')) as never,
  }),
});
