import type { Graph } from '../../engine/graph';

/** Layers from the rarest to the commonest: the first one a network has tells it from others. */
const TELLING = ['attention', 'bidirectional', 'gru', 'lstm', 'simpleRnn', 'embedding', 'dense'] as const;

/** The node type by whose icon a project is known in a list. */
export function tellingLayer(graph: Graph): string {
  return TELLING.find((type) => graph.nodes.some((node) => node.type === type)) ?? 'input';
}
