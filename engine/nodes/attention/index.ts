import { maskOf, type TensorType } from '../../graph';
import type { BuildArgs, SymbolicTensor } from '../build';
import { type Complaint, clash, defineNode } from '../define';
import { choice, flag } from '../params';
import { attentionFlaw, attentionInputs, attentionOutputs, attentionParams } from '../traits/attention';
import { attentionLayer } from './layer';

/**
 * Query [query steps, features] (or one query [features]) and value [value steps, features]
 * → context [query steps, features] (or [features]), and scores [query steps, value steps] (or [value steps]).
 * Keys are the values unless wired. Masked values get no weight; a masked query has no context.
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
    ...attentionParams,
  },
  telling: ['score', 'useScale'],
  inputs: () => attentionInputs('floats'),
  outputs: attentionOutputs,
  shape: ({ params, input, inputs }): Record<string, TensorType> | Complaint => {
    const query = input('query');
    const value = input('value');
    const key = inputs('key')[0] ?? value;
    const flaw = attentionFlaw(query, key, value, params);
    if (flaw) return flaw;
    if (query.shape.at(-1) !== key.shape.at(-1)) {
      return clash(
        'features-differ',
        `compares a query of ${query.shape.at(-1)} features with keys of ${key.shape.at(-1)}: both need the same number.`,
      );
    }
    const of = (last: number | undefined): TensorType => ({ shape: [...query.shape.slice(0, -1), last ?? 0], dtype: 'float' });
    return { context: { ...of(value.shape[1]), ...maskOf(query) }, ...(params.scores ? { scores: of(value.shape[0]) } : {}) };
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
      'With the last hidden state as query it tells which steps the answer came from; with a sequence as query each step asks for itself. Padding gets no weight.',
    equations: [
      { tex: 'e_{ij} = q_i \\cdot k_j', label: 'dot product' },
      { tex: 'e_{ij} = \\textstyle\\sum_d v_d \\tanh(q_{id} + k_{jd})', label: 'additive' },
      {
        tex: '\\alpha_{ij} = \\mathrm{softmax}_j(e_{ij}), \\quad e_{ij} = -\\infty \\text{ where masked, or } j > i \\text{ if causal}',
        label: 'weights',
      },
      { tex: 'c_i = \\textstyle\\sum_j \\alpha_{ij} v_j', label: 'context' },
    ],
    source: 'Bahdanau et al. 2015; Luong et al. 2015; keras/src/layers/attention/attention.py',
  },
  layers: [attentionLayer],
  build: ({ layers, name, params, input, inputs, initialiser }) => {
    const { score, useScale, causal, scores, dropout } = params;
    // Keras starts the dot product's factor at one and draws the additive ones.
    const scaleInitializer = initialiser(score === 'dot' ? 'ones' : 'glorotUniform');
    const layer = layers.make(attentionLayer, { name, score, useScale, scaleInitializer, causal, scores, dropout });
    const result = layer.apply([input('query'), input('value'), ...inputs('key')]);
    const [context, weights] = (scores ? result : [result]) as SymbolicTensor[];
    return { context: context as SymbolicTensor, ...(weights ? { scores: weights } : {}) };
  },
  buildStock: (args) => {
    const { params, inputTypes } = args;
    if (params.score === 'additive') return 'tfjs has no additive attention.';
    if (params.useScale) return 'tfjs has no attention with a learned scale.';
    if (params.causal) return 'tfjs has no causal attention.';
    if ([...inputTypes('query'), ...inputTypes('value')].some(({ masked }) => masked)) return 'tfjs has no attention that knows of masks.';
    return stockDots(args);
  },
});

/** Scores and context as the products that they are. */
function stockDots({ tf, name, params, input, inputs, inputTypes }: BuildArgs<{ dropout: number; scores: boolean }>) {
  const value = input('value');
  const key = inputs('key')[0] ?? value;
  const single = inputTypes('query')[0]?.shape.length === 1;
  const last = single ? 1 : 2;
  const scores = tf.layers.dot({ name: `${name}_scores`, axes: [last, 2] }).apply([input('query'), key]) as SymbolicTensor;
  const softmax = tf.layers.activation({ name: `${name}_weights`, activation: 'softmax' }).apply(scores) as SymbolicTensor;
  const weights =
    params.dropout > 0 ? (tf.layers.dropout({ name: `${name}_dropout`, rate: params.dropout }).apply(softmax) as SymbolicTensor) : softmax;
  const context = tf.layers.dot({ name, axes: [last, 1] }).apply([weights, value]) as SymbolicTensor;
  return { context, ...(params.scores ? { scores: weights } : {}) };
}
