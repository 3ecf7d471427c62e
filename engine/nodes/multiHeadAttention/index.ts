import { maskOf, type TensorType } from '../../graph';
import type { SymbolicTensor } from '../build';
import { type Complaint, defineNode } from '../define';
import { flag, int, optionalInt } from '../params';
import { attentionFlaw, attentionInputs, attentionOutputs, attentionParams } from '../traits/attention';
import { regularised, weightParams } from '../traits/regularisers';
import { multiHeadAttentionLayer } from './layer';

/**
 * Query [query steps, features] and value [value steps, features] → context [query steps, features], and scores
 * [heads, query steps, value steps]. Keys are the values unless wired.
 */
export const multiHeadAttention = defineNode({
  type: 'multiHeadAttention',
  title: 'Multi-head attention',
  group: 'attention',
  summary: 'Several attentions side by side, each on projections of its own; the heart of a Transformer.',
  params: {
    heads: int({ label: 'Heads', help: 'How many attentions look at once, each for something else.', default: 2, section: 'Shape' }),
    keyDim: int({ label: 'Key size', help: 'Size of the queries and keys of each head.', default: 32, section: 'Shape' }),
    valueDim: optionalInt({
      label: 'Value size',
      help: 'Size of the values of each head; as its keys unless given.',
      none: 'the key size',
      section: 'Shape',
    }),
    outputDim: optionalInt({
      label: 'Output size',
      help: 'Features that come out at each time step; as many as the query has unless given.',
      none: 'as the query',
      section: 'Shape',
    }),
    useBias: flag({ label: 'Use bias', help: 'Adds learned constants in each projection.', default: true, section: 'Shape' }),
    ...attentionParams,
    ...weightParams('kernel', 'Kernels', { help: 'How the projections start.', usual: 'glorotUniform' }),
    ...weightParams('bias', 'Biases', { help: 'How the biases start.', usual: 'zeros' }),
  },
  telling: ['heads', 'keyDim', 'causal'],
  inputs: () => attentionInputs('sequence'),
  outputs: attentionOutputs,
  shape: ({ params, input, inputs }): Record<string, TensorType> | Complaint => {
    const query = input('query');
    const value = input('value');
    const flaw = attentionFlaw(query, inputs('key')[0] ?? value, value, params);
    if (flaw) return flaw;
    const [queries = 0, features = 0] = query.shape;
    const context: TensorType = { shape: [queries, params.outputDim ?? features], dtype: 'float', ...maskOf(query) };
    const scores: TensorType = { shape: [params.heads, queries, value.shape[0] ?? 0], dtype: 'float' };
    return { context, ...(params.scores ? { scores } : {}) };
  },
  weights: ({ params, input, inputs }) => {
    const { heads, keyDim, useBias } = params;
    const valueDim = params.valueDim ?? keyDim;
    const features = (id: string) => (inputs(id)[0] ?? input('value')).shape[1] ?? 0;
    const outputDim = params.outputDim ?? features('query');
    const projection = (name: string, kernel: readonly number[], bias: readonly number[]) => [
      regularised({ name: `${name}_kernel`, shape: kernel }, params, 'kernel'),
      ...(useBias ? [regularised({ name: `${name}_bias`, shape: bias }, params, 'bias')] : []),
    ];
    return [
      ...projection('query', [features('query'), heads, keyDim], [heads, keyDim]),
      ...projection('key', [features('key'), heads, keyDim], [heads, keyDim]),
      ...projection('value', [features('value'), heads, valueDim], [heads, valueDim]),
      ...projection('attention_output', [heads, valueDim, outputDim], [outputDim]),
    ];
  },
  activations: ({ params, input }) => {
    const { heads, keyDim } = params;
    const valueDim = params.valueDim ?? keyDim;
    const [queries = 0, features = 0] = input('query').shape;
    const time = input('value').shape[0] ?? 0;
    return heads * (queries * (keyDim + valueDim) + time * (keyDim + valueDim) + 2 * queries * time) + queries * features;
  },
  help: {
    about:
      'Projects query, key and value into several small spaces, attends in each, and projects the joined contexts back. ' +
      'With one sequence as query and value every time step asks all others, in one go and without recurrence; the order of the steps ' +
      'is lost on it, so put a Positional embedding before.',
    equations: [
      { tex: 'Q_h = Q W^Q_h, \\quad K_h = K W^K_h, \\quad V_h = V W^V_h', label: 'each head' },
      { tex: 'A_h = \\mathrm{softmax}\\Big(\\frac{Q_h K_h^\\top}{\\sqrt{d_k}}\\Big)', label: 'scores' },
      { tex: 'c = [A_1 V_1 ; \\dots ; A_H V_H] \\, W^O', label: 'context' },
    ],
    source: 'Vaswani et al. 2017; keras/src/layers/attention/multi_head_attention.py',
  },
  layers: [multiHeadAttentionLayer],
  build: ({ layers, name, params, input, inputs, outputTypes, initialiser }) => {
    const { heads, keyDim, useBias, causal, scores, dropout } = params;
    const four = Array.from({ length: 4 });
    const layer = layers.make(multiHeadAttentionLayer, {
      ...{ name, heads, keyDim, useBias, causal, scores, dropout },
      valueDim: params.valueDim ?? keyDim,
      outputDim: outputTypes.context?.shape[1] ?? 0,
      kernelInitializers: four.map(() => initialiser(params.kernelInitializer, params.kernelConstant)),
      biasInitializers: four.map(() => initialiser(params.biasInitializer, params.biasConstant)),
    });
    const result = layer.apply([input('query'), input('value'), ...inputs('key')]);
    const [context, weights] = (scores ? result : [result]) as SymbolicTensor[];
    return { context: context as SymbolicTensor, ...(weights ? { scores: weights } : {}) };
  },
  buildStock: () => 'tfjs has no multi-head attention.',
});
