import { connect, emptyGraph, type Graph, type GraphNode, type Params } from '../../graph';
import { type DataSpec, defaultParams, nodeType } from '../../nodes';
import { OPTIMISERS, type Optimiser } from '../../project';
import type { ParityCase } from '../request';

/** One layer of a network: `from` names the layer before it, `layer` or `layer.port`, by input port where there are several. */
export interface Placed {
  readonly type: string;
  readonly params?: Params;
  /** The layer in a frame. */
  readonly inner?: { readonly type: string; readonly params?: Params };
  readonly from?: string | readonly string[] | Readonly<Record<string, string>>;
}

/** Layers by name, each wired to ones before it; those in a list go to its ports in order. */
export function network(layers: Readonly<Record<string, Placed>>): Graph {
  let graph: Graph = emptyGraph;
  for (const [id, { type, params, inner, from }] of Object.entries(layers)) {
    const node = nodeOf(id, type, params);
    const held = inner && { ...nodeOf(`${id}-inner`, inner.type, inner.params), parent: id };
    graph = { ...graph, nodes: [...graph.nodes, node, ...(held ? [held] : [])] };
    for (const [port, source] of wiresOf(node, from)) {
      const [before = '', output = firstOutput(graph, before)] = source.split('.');
      graph = connect(graph, { node: before, port: output }, { node: id, port });
    }
  }
  return graph;
}

function nodeOf(id: string, type: string, params: Params = {}): GraphNode {
  const definition = nodeType(type);
  if (!definition) throw new Error(`There is no node type "${type}".`);
  return { id, type, name: id, params: { ...defaultParams(definition), ...params }, position: { x: 0, y: 0 } };
}

function wiresOf(node: GraphNode, from: Placed['from']): readonly (readonly [port: string, source: string])[] {
  if (from === undefined) return [];
  if (typeof from === 'object' && !Array.isArray(from)) return Object.entries(from);
  const sources = typeof from === 'string' ? [from] : (from as readonly string[]);
  const ports = nodeType(node.type)?.inputs(node.params) ?? [];
  return sources.map((source, i) => [ports[0]?.many ? `${ports[0].id}:${i}` : (ports[i]?.id ?? ''), source]);
}

function firstOutput(graph: Graph, id: string): string {
  const node = graph.nodes.find((one) => one.id === id);
  return (node && nodeType(node.type)?.outputs(node.params)[0]?.id) ?? '';
}

export const TIME = 5;
const FEATURES = 3;
const VOCABULARY = 9;

/** Sequences of numbers, and what is to be forecast of them. */
export const series = (target: DataSpec['target']): DataSpec => ({
  input: { shape: [TIME, FEATURES], dtype: 'float' },
  columns: ['a', 'b', 'c'],
  target,
});
/** Sequences of words, among them padding. */
export const words = (target: DataSpec['target']): DataSpec => ({
  input: { shape: [TIME], dtype: 'index', vocabulary: VOCABULARY },
  columns: [],
  target,
});
export const NUMBER: DataSpec['target'] = { is: 'values', shape: [1] };
export const EVERY_STEP: DataSpec['target'] = { is: 'values', shape: [TIME, 1] };
export const DENSE = { type: 'dense', params: { units: 1 } } as const;
/** Embedding whose padding is masked. */
export const MASKED = { type: 'embedding', params: { vocabulary: VOCABULARY, dimensions: 4, maskZero: true } } as const;

const COMPARED: readonly Optimiser[] = [
  { ...OPTIMISERS.sgd, learningRate: 0.02 },
  { ...OPTIMISERS.adam, learningRate: 0.01 },
  { ...OPTIMISERS.rmsprop, learningRate: 0.003 },
];

export function parityCase(name: string, graph: Graph, data: DataSpec, optimisers = COMPARED): ParityCase {
  return { name, graph, data, seed: 7, optimisers };
}
