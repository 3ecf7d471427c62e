import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { create } from 'zustand';
import { emptyGraph } from '../../engine/graph';
import { useDocument, useSelection } from '../store';
import { type CardNode, reconcileEdges, reconcileNodes, type WireEdge } from './flowElements';

/** The open graph as React Flow draws it. Positions during a drag live here alone; the document hears of them when it ends. */

interface FlowState {
  /** Not to be changed in place; mutable in type because React Flow asks for it. */
  readonly nodes: CardNode[];
  readonly edges: WireEdge[];
}

export const useFlow = create<FlowState>()(() => ({ nodes: [], edges: [] }));

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
