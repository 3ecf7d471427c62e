import { formatShape } from '../../graph';
import { complain, defineNode } from '../define';
import { flag, int } from '../params';
import { regularised, weightParams } from '../traits/regularisers';
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
    maskZero: flag({
      label: 'Mask zero',
      help: 'Takes index 0 for padding: layers behind skip those time steps, and the loss leaves them out.',
      default: false,
      section: 'Shape',
    }),
    ...weightParams('embeddings', 'Vectors', {
      help: 'How the vectors start. Keras draws them from −0.05 to 0.05.',
      usual: 'randomUniform',
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
    if (params.maskZero && shape.length > 1) {
      return complain('mask-rank', `can mask the time steps of one sequence only, but gets indices of ${formatShape(shape)}.`, {
        label: 'Switch mask zero off',
        set: { maskZero: false },
      });
    }
    return { vectors: { shape: [...shape, params.dimensions], dtype: 'float', ...(params.maskZero ? { masked: true } : {}) } };
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
  weights: ({ params }) => [regularised({ name: 'embeddings', shape: [params.vocabulary, params.dimensions] }, params, 'embeddings')],
  help: {
    about:
      'A table with one row of numbers for each index, learned with the rest of the network, so that words used alike come to lie close together. ' +
      'It is the usual first layer on text.',
    equations: [{ tex: 'x_t = E_{w_t}, \\quad E \\in \\mathbb{R}^{V \\times d}', label: 'row of word w' }],
    source: 'Bengio et al. 2003; keras/src/layers/core/embedding.py',
  },
  layers: [embeddingLayer],
  build: ({ layers, name, params, input, initialiser }) => {
    const { vocabulary, dimensions, maskZero } = params;
    const initializer = initialiser(params.embeddingsInitializer, params.embeddingsConstant);
    const layer = layers.make(embeddingLayer, { name, vocabulary, dimensions, maskZero, initializer });
    return { vectors: layer.apply(input('indices')) as never };
  },
  buildStock: ({ tf, name, params, input }) => {
    const { vocabulary: inputDim, dimensions: outputDim, maskZero } = params;
    const layer = tf.layers.embedding({ name, inputDim, outputDim, maskZero });
    return { vectors: layer.apply(input('indices')) as never };
  },
});
