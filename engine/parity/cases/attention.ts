import type { Params } from '../../graph';
import { connect } from '../../graph';
import type { DataSpec } from '../../nodes';
import { insertBlock } from '../../nodes/blocks/block';
import { transformerBlock } from '../../nodes/blocks/transformer';
import type { ParityCase } from '../request';
import { DENSE, EVERY_STEP, MASKED, NUMBER, network, type Placed, parityCase, series, words } from './network';

/** Attention of every kind over the grid of its options, with masks on its query and on its values. */

const LSTM = { type: 'lstm', params: { units: 4, returnSequences: true } } as const;

/**
 * A sequence beside its own attention; by way of a Dense, since Keras 3.15 takes the mask off the very sequence that its multi-head
 * attention looked at, so that the loss would count padding.
 */
function self(name: string, type: string, params: Params, start: Placed = LSTM, data: DataSpec = series(EVERY_STEP)): ParityCase {
  const graph = network({
    input: { type: 'input' },
    h: { ...start, from: 'input' },
    asked: { type: 'dense', params: { units: 4 }, from: 'h' },
    attention: { type, params, from: { query: 'asked', value: 'asked' } },
    both: { type: 'concatenate', from: ['attention', 'h'] },
    dense: { ...DENSE, from: 'both' },
    output: { type: 'output', from: 'dense' },
  });
  return parityCase(name, graph, data);
}

/** Both outputs, context and scores, mixed into one number a step. */
function withScores(name: string, type: string, params: Params, start: Placed = LSTM, data: DataSpec = series(NUMBER)): ParityCase {
  const graph = network({
    input: { type: 'input' },
    h: { ...start, from: 'input' },
    attention: { type, params: { ...params, scores: true }, from: { query: 'h', value: 'h' } },
    context: { type: 'flatten', from: 'attention.context' },
    scores: { type: 'flatten', from: 'attention.scores' },
    both: { type: 'concatenate', from: ['context', 'scores'] },
    dense: { ...DENSE, from: 'both' },
    output: { type: 'output', from: 'dense' },
  });
  return parityCase(name, graph, data);
}

/** The last state asks the sequence; queries and values of different lengths, keys of their own. */
function cross(name: string, type: string, params: Params, ports: Readonly<Record<string, string>>): ParityCase {
  const graph = network({
    input: { type: 'input' },
    words: { ...MASKED, from: 'input' },
    h: { type: 'gru', params: { units: 4, returnSequences: true }, from: 'words' },
    last: { type: 'gru', params: { units: 4 }, from: 'words' },
    short: { type: 'maxPooling1d', from: 'h' },
    narrow: { type: 'dense', params: { units: 3 }, from: 'h' },
    attention: { type, params, from: ports },
    flat: { type: 'flatten', from: 'attention' },
    dense: { ...DENSE, from: 'flat' },
    output: { type: 'output', from: 'dense' },
  });
  return parityCase(name, graph, words(NUMBER));
}

const single = ['dot', 'additive'].flatMap((score) => [
  self(`attention ${score}`, 'attention', { score }),
  self(`attention ${score} scaled`, 'attention', { score, useScale: true }),
  self(`attention ${score} causal`, 'attention', { score, causal: true }),
  self(`attention ${score} dropped`, 'attention', { score, dropout: 0.4 }),
  self(`attention ${score} masked`, 'attention', { score, useScale: true }, MASKED, words(EVERY_STEP)),
  self(`attention ${score} masked and causal`, 'attention', { score, causal: true, dropout: 0.3 }, MASKED, words(EVERY_STEP)),
  withScores(`attention ${score} with scores`, 'attention', { score, dropout: 0.3 }),
  withScores(`attention ${score} with scores, masked`, 'attention', { score }, MASKED, words(NUMBER)),
  cross(`attention ${score} of the last state`, 'attention', { score }, { query: 'last', value: 'h' }),
  cross(`attention ${score} of fewer steps`, 'attention', { score, useScale: true }, { query: 'short', value: 'narrow', key: 'h' }),
]);

const HEADS = { heads: 2, keyDim: 3 };
const multiHead = [
  self('heads', 'multiHeadAttention', HEADS),
  self('heads without bias', 'multiHeadAttention', { ...HEADS, useBias: false }),
  self('heads of other sizes', 'multiHeadAttention', { heads: 3, keyDim: 2, valueDim: 5, outputDim: 6 }),
  self('heads causal', 'multiHeadAttention', { ...HEADS, causal: true }),
  self('heads dropped', 'multiHeadAttention', { ...HEADS, dropout: 0.4 }),
  self('heads masked', 'multiHeadAttention', HEADS, MASKED, words(EVERY_STEP)),
  self('heads masked and causal', 'multiHeadAttention', { ...HEADS, causal: true }, MASKED, words(EVERY_STEP)),
  self('heads masked, causal and dropped', 'multiHeadAttention', { ...HEADS, causal: true, dropout: 0.3 }, MASKED, words(EVERY_STEP)),
  self('heads penalised', 'multiHeadAttention', { ...HEADS, kernelL1: 0.01, kernelL2: 0.02, biasL1: 0.02, biasL2: 0.01 }),
  self('heads constrained', 'multiHeadAttention', {
    ...HEADS,
    kernelConstraint: 'maxNorm',
    kernelMaxNorm: 0.6,
    biasConstraint: 'nonNegative',
  }),
  withScores('heads with scores', 'multiHeadAttention', { ...HEADS, dropout: 0.3 }),
  withScores('heads with scores, masked', 'multiHeadAttention', HEADS, MASKED, words(NUMBER)),
  cross('heads of fewer steps', 'multiHeadAttention', HEADS, { query: 'short', value: 'narrow', key: 'h' }),
  cross('heads over masked values', 'multiHeadAttention', HEADS, { query: 'short', value: 'h' }),
];

function placed(name: string, params: Params): ParityCase {
  const graph = network({
    input: { type: 'input' },
    words: { ...MASKED, from: 'input' },
    places: { type: 'positionalEmbedding', params, from: 'words' },
    dense: { ...DENSE, from: 'places' },
    output: { type: 'output', from: 'dense' },
  });
  return parityCase(name, graph, words(EVERY_STEP));
}

function transformer(name: string, settings: Parameters<typeof transformerBlock>[0]): ParityCase {
  const base = network({
    input: { type: 'input' },
    words: { ...MASKED, from: 'input' },
    mean: { type: 'globalAveragePooling1d', from: 'words' },
    dense: { ...DENSE, from: 'mean' },
    output: { type: 'output', from: 'dense' },
  });
  const block = insertBlock(base, transformerBlock({ features: 4, heads: 2, keyDim: 3, feedForward: 6, ...settings }), { x: 0, y: 0 });
  const entered = block.inputs.reduce((graph, to) => connect(graph, { node: 'words', port: 'vectors' }, to), block.graph);
  return parityCase(name, connect(entered, block.output, { node: 'mean', port: 'sequence' }), words(NUMBER));
}

export const attentionCases: readonly ParityCase[] = [
  ...single,
  ...multiHead,
  placed('learned places', { kind: 'learned', embeddingsL2: 0.05, embeddingsConstraint: 'unitNorm' }),
  placed('sinusoidal places', { kind: 'sinusoidal', maxWavelength: 50 }),
  transformer('transformer block', {}),
  transformer('causal transformer block without places', { causal: true, positions: 'none' }),
];
