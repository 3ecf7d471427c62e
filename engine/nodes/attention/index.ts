import { formatShape } from '../../graph';
import { clash, defineNode } from '../define';
import { choice, flag } from '../params';
import { attentionLayer } from './layer';

/**
 * Query [query steps, features] (or one query [features]) and value [value steps, features]
 * → context [query steps, features] (or [features]). Keys are the values unless wired.
 */
export const attention = defineNode({
  type: 'attention',
  title: 'Attention',
  group: 'attention',
  summary: 'Looks back over all time steps and blends them by how well they fit a query.',
  params: {
    score: choice({
      label: 'Score',
      help: 'How a query is compared with a key. Dot product: Luong. Additive: Bahdanau.',
      default: 'dot',
      options: ['dot', 'additive'],
      labels: { dot: 'dot product' },
      section: 'Shape',
    }),
    useScale: flag({
      label: 'Learned scale',
      help: 'Learns a factor on the scores: one number for the dot product, one for each feature with additive scores.',
      default: false,
      section: 'Shape',
    }),
  },
  telling: ['score', 'useScale'],
  inputs: () => [
    { id: 'query', label: 'query', takes: 'floats' },
    { id: 'value', label: 'value', takes: 'sequence' },
    { id: 'key', label: 'key', takes: 'sequence', optional: true },
  ],
  outputs: () => [{ id: 'context', label: 'context' }],
  shape: ({ input, inputs }) => {
    const query = input('query');
    const value = input('value');
    const key = inputs('key')[0] ?? value;
    if (query.shape.length > 2) return clash('rank', `needs a query of one or two axes, but gets ${formatShape(query.shape)}.`);
    if (query.shape.at(-1) !== key.shape.at(-1)) {
      return clash(
        'features-differ',
        `compares a query of ${query.shape.at(-1)} features with keys of ${key.shape.at(-1)}: both need the same number.`,
      );
    }
    if (key.shape[0] !== value.shape[0]) {
      return clash('steps-differ', `has ${key.shape[0]} keys for ${value.shape[0]} values: both need the same number of time steps.`);
    }
    return { context: { shape: [...query.shape.slice(0, -1), value.shape[1] ?? 0], dtype: 'float' } };
  },
  weights: ({ params, input }) => {
    if (!params.useScale) return [];
    return [{ name: 'scale', shape: params.score === 'dot' ? [] : [input('query').shape.at(-1) ?? 0] }];
  },
  activations: ({ params, input }) => {
    const query = input('query').shape;
    const queries = query.length === 2 ? (query[0] ?? 1) : 1;
    const pairs = queries * (input('value').shape[0] ?? 1);
    return params.score === 'additive' ? pairs * (query.at(-1) ?? 1) * 2 : pairs * 2;
  },
  help: {
    about:
      'Scores every time step against a query, turns the scores into weights that add up to 1, and returns the weighted sum of the values. ' +
      'With the last hidden state as query it tells which steps the answer came from; with a sequence as query each step asks for itself.',
    equations: [
      { tex: 'e_{ij} = q_i \\cdot k_j', label: 'dot product' },
      { tex: 'e_{ij} = \\textstyle\\sum_d v_d \\tanh(q_{id} + k_{jd})', label: 'additive' },
      { tex: '\\alpha_{ij} = \\mathrm{softmax}_j(e_{ij})', label: 'weights' },
      { tex: 'c_i = \\textstyle\\sum_j \\alpha_{ij} v_j', label: 'context' },
    ],
    source: 'Bahdanau et al. 2015; Luong et al. 2015; keras/src/layers/attention/attention.py',
  },
  layers: [attentionLayer],
  build: ({ layers, name, params, input, inputs, initialiser }) => {
    // Keras starts the dot product's factor at one and draws the additive ones.
    const scaleInitializer = initialiser(params.score === 'dot' ? 'ones' : 'glorotUniform');
    const layer = layers.make(attentionLayer, { name, score: params.score, useScale: params.useScale, scaleInitializer });
    return { context: layer.apply([input('query'), input('value'), ...inputs('key')]) as never };
  },
  buildStock: ({ tf, name, params, input, inputs, inputTypes }) => {
    if (params.score === 'additive') return 'tfjs has no additive attention.';
    if (params.useScale) return 'tfjs has no attention with a learned scale.';
    const value = input('value');
    const key = inputs('key')[0] ?? value;
    const single = inputTypes('query')[0]?.shape.length === 1;
    const last = single ? 1 : 2;
    const scores = tf.layers.dot({ name: `${name}_scores`, axes: [last, 2] }).apply([input('query'), key]) as never;
    const weights = tf.layers.activation({ name: `${name}_weights`, activation: 'softmax' }).apply(scores) as never;
    return { context: tf.layers.dot({ name, axes: [last, 1] }).apply([weights, value]) as never };
  },
});
