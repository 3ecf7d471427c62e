import { connect, emptyGraph, type Graph, type GraphNode, type Params, type PortRef } from '../../graph';
import { nodeType } from '..';
import { defaultParams, versionOf } from '../define';
import type { Block } from './block';

export interface TransformerSettings {
  /** Of the sequence that enters, and so of the one that leaves: what went in is added to what came out. */
  readonly features: number;
  readonly heads: number;
  /** Size of each head's queries, keys and values. */
  readonly keyDim: number;
  /** Units of the wide layer of the feed-forward part. */
  readonly feedForward: number;
  /** No time step sees a later one. */
  readonly causal: boolean;
  /** How time steps are told apart; `none` where a block before has done it. */
  readonly positions: 'learned' | 'sinusoidal' | 'none';
}

/** Small enough to learn a few lines of text. */
export const TRANSFORMER: TransformerSettings = {
  features: 64,
  heads: 2,
  keyDim: 32,
  feedForward: 128,
  causal: false,
  positions: 'learned',
};

/** Added to a variance before its root: Vaswani et al.'s code and Keras's example take it smaller than a layer by itself does. */
const EPSILON = 1e-6;

/** Pixels from the group's edge to its cards, and from one card to the next. */
const PADDING = { x: 24, y: 64 };
const COLUMN = 276;

/**
 * A Transformer's encoder block, layer by layer in a group: [time, features] → [time, features]. Vaswani et al. 2017, figure 1,
 * normalised behind each part.
 */
export function transformerBlock(settings: Partial<TransformerSettings> = {}): Block {
  const { features, heads, keyDim, feedForward, causal, positions } = { ...TRANSFORMER, ...settings };
  const layers: readonly (readonly [name: string, type: string, params: Params])[] = [
    ...(positions === 'none' ? [] : ([['positions', 'positionalEmbedding', { kind: positions }]] as const)),
    ['attention', 'multiHeadAttention', { heads, keyDim, causal }],
    ['attention-residual', 'add', {}],
    ['attention-norm', 'layerNormalization', { epsilon: EPSILON }],
    ['widen', 'dense', { units: feedForward, activation: 'relu' }],
    ['narrow', 'dense', { units: features }],
    ['forward-residual', 'add', {}],
    ['forward-norm', 'layerNormalization', { epsilon: EPSILON }],
  ];
  const group = nodeOf('transformer', 'group', {});
  const nodes = layers.map(
    ([name, type, params], column): GraphNode => ({
      ...nodeOf(name, type, params),
      position: { x: PADDING.x + column * COLUMN, y: PADDING.y },
      parent: group.id,
    }),
  );
  const wires: readonly (readonly [from: PortRef, to: PortRef])[] = [
    [at('attention', 'context'), at('attention-residual', 'inputs:1')],
    [at('attention-residual', 'output'), at('attention-norm', 'input')],
    [at('attention-norm', 'output'), at('widen', 'input')],
    [at('widen', 'output'), at('narrow', 'input')],
    [at('attention-norm', 'output'), at('forward-residual', 'inputs:0')],
    [at('narrow', 'output'), at('forward-residual', 'inputs:1')],
    [at('forward-residual', 'output'), at('forward-norm', 'input')],
  ];
  const first = [at('attention', 'query'), at('attention', 'value'), at('attention-residual', 'inputs:0')];
  const placed = positions === 'none' ? [] : first.map((to) => [at('positions', 'output'), to] as const);
  const part = [...placed, ...wires].reduce<Graph>((graph, [from, to]) => connect(graph, from, to), {
    ...emptyGraph,
    nodes: [group, ...nodes],
  });
  return {
    part,
    group: group.id,
    inputs: positions === 'none' ? first : [at('positions', 'sequence')],
    output: at('forward-norm', 'output'),
  };
}

function nodeOf(name: string, type: string, params: Params): GraphNode {
  const definition = nodeType(type);
  if (!definition) throw new Error(`There is no node type "${type}".`);
  return { id: name, type, ...versionOf(definition), name, params: { ...defaultParams(definition), ...params }, position: { x: 0, y: 0 } };
}

function at(node: string, port: string): PortRef {
  return { node, port };
}
