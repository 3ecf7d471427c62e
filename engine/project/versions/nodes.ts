import type { Graph, GraphNode } from '../../graph';
import { defaultParams, type NodeType, newestVersion, versionOf } from '../../nodes';
import { bring } from './migrate';

export type BroughtGraph = { is: 'current'; graph: Graph } | { is: 'refused'; text: string };

/**
 * Brings the parameters of every node to the newest version of its type. Those that a node leaves out, such as ones that are younger
 * than it, have their default. A node of an unknown type stays as it is.
 */
export function bringNodes(graph: Graph, typeOf: (type: string) => NodeType | undefined): BroughtGraph {
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes) {
    const type = typeOf(node.type);
    if (!type) {
      nodes.push(node);
      continue;
    }
    const { version, params, ...rest } = node;
    const document = `node "${node.name}" (${type.title})`;
    const brought = bring(params, version, { document, newest: newestVersion(type), migrations: type.versions ?? [] });
    if (brought.is === 'refused') return brought;
    nodes.push({ ...rest, ...versionOf(type), params: { ...defaultParams(type), ...brought.value } });
  }
  return { is: 'current', graph: { ...graph, nodes } };
}
