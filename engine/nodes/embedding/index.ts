import { complain, defineNode } from '../define';
import { choice, int } from '../params';
import { INITIALISERS } from '../traits/initialisers';
import { embeddingLayer } from './layer';

/** Indices [time] → vectors [time, dimensions]. */
export const embedding = defineNode({
  type: 'embedding',
  title: 'Embedding',
  group: 'embedding',
  summary: 'Turns each word or character index into a learned vector.',
  params: {
    vocabulary: int({
      label: 'Vocabulary',
      help: 'How many different indices there are, padding (index 0) included.',
      default: 1000,
      section: 'Shape',
    }),
    dimensions: int({ label: 'Dimensions', help: 'Length of the vector learned for each index.', default: 64, section: 'Shape' }),
    embeddingsInitializer: choice({
      label: 'Vectors',
      help: 'How the vectors start. Keras draws them from −0.05 to 0.05.',
      default: 'randomUniform',
      options: INITIALISERS,
      section: 'Initialisation',
    }),
  },
  telling: ['vocabulary', 'dimensions'],
  inputs: () => [{ id: 'indices', label: 'indices', takes: 'indices' }],
  outputs: () => [{ id: 'vectors', label: 'vectors' }],
  shape: ({ params, input }) => {
    const { shape, vocabulary } = input('indices');
    if (vocabulary !== undefined && params.vocabulary < vocabulary) {
      return complain('small-vocabulary', `has room for ${params.vocabulary} indices, but the data has ${vocabulary}, padding included.`, {
        label: `Set vocabulary to ${vocabulary}`,
        set: { vocabulary },
      });
    }
    return { vectors: { shape: [...shape, params.dimensions], dtype: 'float' } };
  },
  advise: ({ params, input }) => {
    const { vocabulary } = input('indices');
    if (vocabulary === undefined || params.vocabulary <= vocabulary) return [];
    return [
      complain(
        'large-vocabulary',
        `keeps ${params.vocabulary - vocabulary} vectors that the data never uses: it has ${vocabulary} indices.`,
        {
          label: `Set vocabulary to ${vocabulary}`,
          set: { vocabulary },
        },
      ),
    ];
  },
  weights: ({ params }) => [{ name: 'embeddings', shape: [params.vocabulary, params.dimensions] }],
  help: {
    about:
      'A table with one row of numbers for each index, learned with the rest of the network, so that words used alike come to lie close together. ' +
      'It is the usual first layer on text.',
    equations: [{ tex: 'x_t = E_{w_t}, \\quad E \\in \\mathbb{R}^{V \\times d}', label: 'row of word w' }],
    source: 'Bengio et al. 2003; keras/src/layers/core/embedding.py',
  },
  layers: [embeddingLayer],
  build: ({ layers, name, params, input, initialiser }) => {
    const layer = layers.make(embeddingLayer, { name, ...params, initializer: initialiser(params.embeddingsInitializer) });
    return { vectors: layer.apply(input('indices')) as never };
  },
  buildStock: ({ tf, name, params, input }) => {
    const layer = tf.layers.embedding({ name, inputDim: params.vocabulary, outputDim: params.dimensions });
    return { vectors: layer.apply(input('indices')) as never };
  },
});
