import { defineNode } from '../define';
import { normalizationArgs, normalizationParams, normalizationWeights } from '../traits/normalization';
import { layerNormalizationLayer } from './layer';

/** Same shape; each vector along the last axis, at each time step, to mean 0 and variance 1. */
export const layerNormalization = defineNode({
  type: 'layerNormalization',
  title: 'Layer normalisation',
  group: 'dense',
  summary: 'Brings each vector to mean 0 and variance 1, then scales and shifts it.',
  params: normalizationParams,
  telling: ['epsilon'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'output' }],
  shape: ({ input }) => ({ output: { ...input('input'), activation: undefined } }),
  weights: normalizationWeights,
  help: {
    about:
      'Normalises every sample, at every time step, over its features. It needs no other samples, so it does the same in training and ' +
      'afterwards; it stands around attention and feed-forward in every Transformer block.',
    equations: [
      { tex: '\\mu = \\tfrac1d \\textstyle\\sum_i x_i, \\quad \\sigma^2 = \\tfrac1d \\textstyle\\sum_i (x_i - \\mu)^2' },
      { tex: 'y = \\gamma \\odot \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta' },
    ],
    source: 'Ba et al. 2016; keras/src/layers/normalization/layer_normalization.py',
  },
  layers: [layerNormalizationLayer],
  build: (args) => ({ output: args.layers.make(layerNormalizationLayer, normalizationArgs(args)).apply(args.input('input')) as never }),
  buildStock: (args) => ({
    output: args.tf.layers.layerNormalization(normalizationArgs(args) as never).apply(args.input('input')) as never,
  }),
});
