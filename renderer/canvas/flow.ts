import { applyNodeChanges, type Edge as FlowEdge, type Node as FlowNode, type NodeChange } from '@xyflow/react';
import { create } from 'zustand';
import { type Edge, edgeId, emptyGraph, type Graph, type GraphNode } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { useDocument, useSelection } from '../store';

/** The open graph as React Flow draws it. Positions during a drag live here alone; the document hears of them when it ends. */

export type CardNode = FlowNode<{ node: GraphNode }, 'card' | 'frame'>;
export type WireEdge = FlowEdge<{ edge: Edge }, 'wire'>;

interface FlowState {
  /** Not to be changed in place; mutable in type because React Flow asks for it. */
  readonly nodes: CardNode[];
  readonly edges: WireEdge[];
}

export const useFlow = create<FlowState>()(() => ({ nodes: [], edges: [] }));

/** Keeps the objects of nodes in which nothing changed, so that only those that did are drawn anew. */
export function reconcileNodes(before: readonly CardNode[], graph: Graph, selected: ReadonlySet<string>): CardNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  // React Flow wants a frame before what stands in it.
  const ordered = [...graph.nodes].sort((a, b) => Number(a.parent !== undefined) - Number(b.parent !== undefined));
  return ordered.map((node) => {
    const old = known.get(node.id);
    const isSelected = selected.has(node.id);
    if (old?.data.node === node && old.selected === isSelected) return old;
    const type = nodeType(node.type);
    const { parentId: _, ...kept } = old ?? {};
    return {
      ...kept,
      id: node.id,
      type: type?.holds ? ('frame' as const) : ('card' as const),
      position: old?.data.node.position === node.position ? old.position : { ...node.position },
      data: old?.data.node === node ? old.data : { node },
      selected: isSelected,
      ariaLabel: `${type?.title ?? node.type} "${node.name}"`,
      ...(node.parent === undefined ? {} : { parentId: node.parent }),
    };
  });
}

export function reconcileEdges(before: readonly WireEdge[], graph: Graph, selected: ReadonlySet<string>): WireEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  return graph.edges.map((edge) => {
    const id = edgeId(edge);
    const old = known.get(id);
    const isSelected = selected.has(id);
    if (old && old.selected === isSelected) return old;
    return {
      id,
      type: 'wire',
      source: edge.from.node,
      sourceHandle: edge.from.port,
      target: edge.to.node,
      targetHandle: edge.to.port,
      data: { edge },
      selected: isSelected,
      ariaLabel: `Wire from ${edge.from.node} ${edge.from.port} to ${edge.to.node} ${edge.to.port}`,
    };
  });
}

function reconcile() {
  const graph = useDocument.getState().document?.history.present.graph ?? emptyGraph;
  const selection = useSelection.getState();
  useFlow.setState(({ nodes, edges }) => ({
    nodes: reconcileNodes(nodes, graph, selection.nodes),
    edges: reconcileEdges(edges, graph, selection.edges),
  }));
}

/** Takes up what React Flow reports of sizes and drags; selection and removal go through the store and the document. */
export function applyFlowChanges(changes: readonly NodeChange<CardNode>[]) {
  const own = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
  if (own.length === 0) return;
  useFlow.setState(({ nodes }) => ({ nodes: applyNodeChanges([...own], [...nodes]) }));
}

/** Puts nodes back where the document has them, such as after a drag that was given up. */
export function resetPositions() {
  useFlow.setState(({ nodes }) => ({ nodes: nodes.map((node) => ({ ...node, position: { ...node.data.node.position } })) }));
}

/** Follows the document and the selection. → stops doing so. */
export function watchFlow(): () => void {
  reconcile();
  const stops = [
    useDocument.subscribe(({ document }, before) => {
      if (document?.history.present.graph !== before.document?.history.present.graph) reconcile();
    }),
    useSelection.subscribe(reconcile),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
