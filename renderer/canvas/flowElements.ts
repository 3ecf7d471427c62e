import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import { type Edge, edgeId, type Graph, type GraphNode } from '../../engine/graph';
import { type NodeType, nodeType } from '../../engine/nodes';
import { depthOf, hiddenBy, isFolded, isGroup } from './groups';

/** A graph in React Flow's terms. */

export type CardNode = FlowNode<{ node: GraphNode }, 'card' | 'frame' | 'group'>;
export type WireEdge = FlowEdge<{ edge: Edge }, 'wire'>;

/** Keeps the objects of nodes in which nothing changed, so that only those that did are drawn anew. */
export function reconcileNodes(before: readonly CardNode[], graph: Graph, selected: ReadonlySet<string>): CardNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const hidden = hiddenBy(graph);
  // React Flow wants a frame before what stands in it.
  const ordered = graph.nodes.map((node) => ({ node, depth: depthOf(graph, node) })).sort((a, b) => a.depth - b.depth);
  return ordered.map(({ node }) => {
    const old = known.get(node.id);
    const isSelected = selected.has(node.id);
    const isHidden = hidden.has(node.id);
    if (old?.data.node === node && old.selected === isSelected && (old.hidden ?? false) === isHidden) return old;
    const type = nodeType(node.type);
    const { parentId: _, hidden: __, style: ___, selectable: ____, ...kept } = old ?? {};
    return {
      ...kept,
      ...(isHidden ? { hidden: true } : {}),
      // An open group is taken by its head; a box drawn in it is around what stands there.
      ...(isGroup(node) && !isFolded(node) ? { selectable: false, style: { pointerEvents: 'none' as const } } : {}),
      id: node.id,
      type: drawnAs(type),
      position: old?.data.node.position === node.position ? old.position : { ...node.position },
      data: old?.data.node === node ? old.data : { node },
      selected: isSelected,
      ariaLabel: `${type?.title ?? node.type} "${node.name}"`,
      ...(node.parent === undefined ? {} : { parentId: node.parent }),
    };
  });
}

function drawnAs(type: NodeType | undefined): 'card' | 'frame' | 'group' {
  if (type?.encloses) return 'group';
  return type?.holds ? 'frame' : 'card';
}

/** Ports of a folded group, at which the wires of what it hides are drawn. */
export const FOLDED_PORTS = { input: 'in', output: 'out' } as const;

export function reconcileEdges(before: readonly WireEdge[], graph: Graph, selected: ReadonlySet<string>): WireEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const hidden = hiddenBy(graph);
  const names = new Map(graph.nodes.map(({ id: node, name }) => [node, name]));
  return graph.edges.flatMap((edge): WireEdge[] => {
    const id = edgeId(edge);
    const old = known.get(id);
    const isSelected = selected.has(id);
    const [from, to] = [hidden.get(edge.from.node), hidden.get(edge.to.node)];
    if (from !== undefined && from === to) return [];
    const source = from ?? edge.from.node;
    const target = to ?? edge.to.node;
    const ariaLabel = `Wire from ${names.get(edge.from.node)} ${edge.from.port} to ${names.get(edge.to.node)} ${edge.to.port}`;
    const same = old?.selected === isSelected && old.source === source && old.target === target && old.ariaLabel === ariaLabel;
    if (old && same) return [old];
    const wire: WireEdge = {
      id,
      type: 'wire',
      source,
      sourceHandle: from === undefined ? edge.from.port : FOLDED_PORTS.output,
      target,
      targetHandle: to === undefined ? edge.to.port : FOLDED_PORTS.input,
      reconnectable: from === undefined && to === undefined,
      data: { edge },
      selected: isSelected,
      ariaLabel,
    };
    return [wire];
  });
}
