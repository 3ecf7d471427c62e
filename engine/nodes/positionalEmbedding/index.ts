import { maskOf } from '../../graph';
import { defineNode } from '../define';
import { choice, float } from '../params';
import { regularised, weightParams } from '../traits/regularisers';
import { positionalEmbeddingLayer } from './layer';

/** [time, features] → the same shape, with the place of each time step added to it. */
export const positionalEmbedding = defineNode({
  type: 'positionalEmbedding',
  title: 'Positional embedding',
  group: 'embedding',
  summary: 'Adds to each time step a vector that tells its place in the sequence.',
  params: {
    kind: choice({
      label: 'Kind',
      help: 'Learned: one vector for each place, learned with the rest. Sinusoidal: fixed sines and cosines, nothing to learn.',
      default: 'learned',
      options: ['learned', 'sinusoidal'],
      section: 'Shape',
    }),
    maxWavelength: float({
      label: 'Longest wavelength',
      help: 'Of the slowest sine, in units of 2π time steps.',
      default: 10_000,
      min: 1,
      max: 1e9,
      section: 'Shape',
      shown: (params) => params.kind === 'sinusoidal',
    }),
    ...weightParams('embeddings', 'Vectors', { help: 'How the vectors start.', usual: 'glorotUniform' }),
  },
  telling: ['kind'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: () => [{ id: 'output', label: 'placed' }],
  shape: ({ input }) => {
    const type = input('sequence');
    return { output: { shape: type.shape, dtype: 'float', ...maskOf(type) } };
  },
  weights: ({ params, input }) =>
    params.kind === 'learned' ? [regularised({ name: 'embeddings', shape: input('sequence').shape }, params, 'embeddings')] : [],
  help: {
    about:
      'Attention sees a sequence as a set: without this it cannot tell the first word from the last. Stands between an Embedding and the first ' +
      'attention. Learned vectors fit sequences of one length; sines need no training and change smoothly from place to place.',
    equations: [
      { tex: 'y_t = x_t + p_t, \\quad p_t \\text{ learned}', label: 'learned' },
      {
        tex: 'p_{t,2i} = \\sin\\big(t / \\lambda^{2i/d}\\big), \\quad p_{t,2i+1} = \\cos\\big(t / \\lambda^{2i/d}\\big)',
        label: 'sinusoidal',
      },
    ],
    source:
      'Vaswani et al. 2017; learned: Gehring et al. 2017; keras_hub/src/layers/modeling/{position_embedding,sine_position_encoding}.py',
  },
  layers: [positionalEmbeddingLayer],
  build: ({ layers, name, params, input, initialiser }) => {
    const { kind, maxWavelength } = params;
    const initializer = initialiser(params.embeddingsInitializer, params.embeddingsConstant);
    return { output: layers.make(positionalEmbeddingLayer, { name, kind, maxWavelength, initializer }).apply(input('sequence')) as never };
  },
  buildStock: () => 'tfjs has no positional embedding.',
});
