import { addNodes, connect, emptyGraph, type Graph, type GraphNode, type Params } from '../../graph';
import { nodeType } from '..';
import { defaultParams } from '../define';

export interface Link {
  readonly type: string;
  readonly params?: Params;
  /** The recurrent layer in a frame. */
  readonly inner?: Link;
}

/**
 * Input → layers → Output, each wired from its first output to the next one's first input, and to every other that needs a sequence: an
 * attention looks at itself. Ids are `lstm-2` and so on.
 */
export function chain(layers: readonly Link[]): Graph {
  let graph: Graph = emptyGraph;
  const add = ({ type, params }: Link, parent?: string): GraphNode => {
    const definition = nodeType(type);
    if (!definition) throw new Error(`There is no node type "${type}".`);
    const id = `${type}-${graph.nodes.length + 1}`;
    const all = { ...defaultParams(definition), ...params };
    const node: GraphNode = { id, type, name: id, params: all, position: { x: 0, y: 0 }, ...(parent ? { parent } : {}) };
    graph = addNodes(graph, [node]);
    return node;
  };
  let before = add({ type: 'input' });
  for (const link of [...layers, { type: 'output' }]) {
    const node = add(link);
    if (link.inner) add(link.inner, node.id);
    const from = nodeType(before.type)?.outputs(before.params)[0]?.id ?? '';
    const [first, ...others] = nodeType(node.type)?.inputs(node.params) ?? [];
    const needed = others.filter((port) => port.takes === 'sequence' && !port.optional);
    for (const port of first ? [first, ...needed] : []) {
      graph = connect(graph, { node: before.id, port: from }, { node: node.id, port: port.many ? `${port.id}:0` : port.id });
    }
    before = node;
  }
  return graph;
}
