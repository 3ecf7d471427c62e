import type { Edge, Graph, GraphNode, Params, Position } from '../../engine/graph';
import { defaultParams, nodeType } from '../../engine/nodes';

/** Graphs for tests, in as few words as they take. */

export function node(id: string, type: string, { params = {}, at = { x: 0, y: 0 }, parent }: Options = {}): GraphNode {
  const definition = nodeType(type);
  if (!definition) throw new Error(`There is no node type "${type}".`);
  const base = { id, type, name: id, params: { ...defaultParams(definition), ...params }, position: at };
  return parent === undefined ? base : { ...base, parent };
}

interface Options {
  readonly params?: Params;
  readonly at?: Position;
  readonly parent?: string;
}

/** `wire('lstm-1.output', 'dense-1.input')`. */
export function wire(from: string, to: string): Edge {
  const end = (text: string) => {
    const dot = text.indexOf('.');
    return { node: text.slice(0, dot), port: text.slice(dot + 1) };
  };
  return { from: end(from), to: end(to) };
}

/** Input, LSTM, Dense and Output in a row. */
export function chain(): Graph {
  return {
    nodes: [
      node('in', 'input', { params: { shape: [10, 3] }, at: { x: 0, y: 0 } }),
      node('lstm-1', 'lstm', { at: { x: 280, y: 0 } }),
      node('dense-1', 'dense', { at: { x: 560, y: 0 } }),
      node('out', 'output', { at: { x: 840, y: 0 } }),
    ],
    edges: [wire('in.output', 'lstm-1.sequence'), wire('lstm-1.output', 'dense-1.input'), wire('dense-1.output', 'out.prediction')],
  };
}
