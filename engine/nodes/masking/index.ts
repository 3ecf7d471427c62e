import { defineNode } from '../define';
import { float } from '../params';
import { maskingLayer } from './layer';

/** Same shape; time steps whose features all have one value are padding from here on. */
export const masking = defineNode({
  type: 'masking',
  title: 'Masking',
  group: 'data',
  summary: 'Takes time steps of a certain value for padding, which later layers skip.',
  params: {
    maskValue: float({
      label: 'Mask value',
      help: 'A time step is padding where all of its features have this value.',
      default: 0,
      min: -1e6,
      max: 1e6,
      section: 'Shape',
    }),
  },
  telling: ['maskValue'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'masked' }],
  shape: ({ input }) => ({ output: { shape: input('sequence').shape, dtype: 'float', masked: true } }),
  help: {
    about:
      'For sequences of different lengths that were filled up to one length. Recurrent layers skip the masked time steps, attention gives them ' +
      'no weight, means and losses leave them out. For words, the Embedding does this itself.',
    equations: [{ tex: 'm_t = \\begin{cases} 0 & x_{ti} = v \\text{ for all } i \\\\ 1 & \\text{else} \\end{cases}' }],
    source: 'keras/src/layers/core/masking.py',
  },
  layers: [maskingLayer],
  build: ({ layers, name, params, input }) => ({
    output: layers.make(maskingLayer, { name, maskValue: params.maskValue }).apply(input('sequence')) as never,
  }),
  buildStock: ({ tf, name, params, input }) => ({
    output: tf.layers.masking({ name, maskValue: params.maskValue }).apply(input('sequence')) as never,
  }),
});
