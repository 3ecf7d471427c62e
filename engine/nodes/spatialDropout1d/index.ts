import { defineNode } from '../define';
import { float } from '../params';
import { spatialDropout1dLayer } from './layer';

/** Same shape; in training a share of the features is zero at every time step and the rest grows by 1 / (1 − rate). */
export const spatialDropout1d = defineNode({
  type: 'spatialDropout1d',
  title: 'Spatial dropout 1D',
  group: 'dense',
  summary: 'Leaves out whole features over all time steps in training, against overfitting.',
  params: {
    rate: float({
      label: 'Rate',
      help: 'Share of the features set to zero in training. From 0 to 0.99; nothing happens outside training.',
      default: 0.2,
      min: 0,
      max: 0.99,
      section: 'Regularisation',
    }),
  },
  telling: ['rate'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'output' }],
  shape: ({ input }) => ({ output: { ...input('sequence') } }),
  help: {
    about:
      'Dropout that takes away a feature for the whole sequence. Neighbouring time steps often say the same, so that plain dropout of single ' +
      'numbers takes little away: a usual choice right behind an Embedding or before a convolution.',
    equations: [{ tex: 'y_{tf} = \\frac{m_f \\, x_{tf}}{1 - p}, \\quad m_f \\sim \\mathrm{Bernoulli}(1 - p)' }],
    source: 'Tompson et al. 2015; keras/src/layers/regularization/spatial_dropout.py',
  },
  layers: [spatialDropout1dLayer],
  build: ({ layers, name, params, input }) => ({
    output: layers.make(spatialDropout1dLayer, { name, rate: params.rate }).apply(input('sequence')) as never,
  }),
  buildStock: () => 'tfjs has no spatial dropout.',
});
