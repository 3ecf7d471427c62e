import { defineNode } from '../define';
import { float } from '../params';
import { type InitialiserName, initialiserParams } from '../traits/initialisers';
import { normalizationArgs, normalizationParams, normalizationWeights } from '../traits/normalization';
import { batchNormalizationLayer } from './layer';

/** Same shape; each feature over the batch and time to mean 0 and variance 1, outside training by running means. */
export const batchNormalization = defineNode({
  type: 'batchNormalization',
  title: 'Batch normalisation',
  group: 'dense',
  summary: 'Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it.',
  params: {
    ...normalizationParams,
    momentum: float({
      label: 'Momentum',
      help: 'How much of the running means each training step keeps. From 0 to 1; close to 1 they follow slowly.',
      default: 0.99,
      min: 0,
      max: 1,
      section: 'Shape',
    }),
    ...initialiserParams('movingMean', 'Running mean', { help: 'How the running means start.', usual: 'zeros' }),
    ...initialiserParams('movingVariance', 'Running variance', { help: 'How the running variances start.', usual: 'ones' }),
  },
  telling: ['momentum'],
  inputs: () => [{ id: 'input', label: 'input', takes: 'floats' }],
  outputs: () => [{ id: 'output', label: 'output' }],
  shape: ({ input }) => ({ output: { ...input('input'), activation: undefined } }),
  weights: (args) => {
    const shape = [args.input('input').shape.at(-1) ?? 0];
    return [
      ...normalizationWeights(args),
      { name: 'moving_mean', shape, trainable: false },
      { name: 'moving_variance', shape, trainable: false },
    ];
  },
  help: {
    about:
      'Normalises every feature over the samples of a batch and, on a sequence, over its time steps; padding is left out. Beside it keeps ' +
      'running means, which take the place of the batch’s own outside training. It needs batches of some size: with few samples, or between ' +
      'recurrent layers, layer normalisation does better.',
    equations: [
      { tex: 'y = \\gamma \\odot \\frac{x - \\mu_B}{\\sqrt{\\sigma_B^2 + \\varepsilon}} + \\beta', label: 'training' },
      { tex: '\\mu \\leftarrow m \\mu + (1 - m) \\mu_B', label: 'running mean' },
    ],
    source: 'Ioffe & Szegedy 2015; keras/src/layers/normalization/batch_normalization.py',
  },
  layers: [batchNormalizationLayer],
  build: (args) => ({ output: args.layers.make(batchNormalizationLayer, batchArgs(args)).apply(args.input('input')) as never }),
  buildStock: (args) => ({
    output: args.tf.layers.batchNormalization(batchArgs(args) as never).apply(args.input('input')) as never,
  }),
});

function batchArgs(args: Parameters<typeof normalizationArgs>[0] & { readonly params: MovingValues }) {
  const { params, initialiser } = args;
  return {
    ...normalizationArgs(args),
    momentum: params.momentum,
    movingMeanInitializer: initialiser(params.movingMeanInitializer, params.movingMeanConstant),
    movingVarianceInitializer: initialiser(params.movingVarianceInitializer, params.movingVarianceConstant),
  };
}

interface MovingValues {
  readonly momentum: number;
  readonly movingMeanInitializer: InitialiserName;
  readonly movingMeanConstant: number;
  readonly movingVarianceInitializer: InitialiserName;
  readonly movingVarianceConstant: number;
}
