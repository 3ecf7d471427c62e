import { create } from 'zustand';
import { edgeId, type Graph } from '../../engine/graph';
import { useDocument } from './document';

/** What is chosen on the canvas; no part of the document and no undo step. */
interface SelectionState {
  readonly nodes: ReadonlySet<string>;
  /** By `edgeId`. */
  readonly edges: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

export const useSelection = create<SelectionState>()(() => ({ nodes: nothing, edges: nothing }));

export function select(nodes: Iterable<string>, edges: Iterable<string> = []) {
  useSelection.setState({ nodes: new Set(nodes), edges: new Set(edges) });
}

/** Lets go of what is no longer there, such as after undo. */
export function pruneSelection(graph: Graph) {
  const { nodes, edges } = useSelection.getState();
  if (nodes.size === 0 && edges.size === 0) return;
  const nodeIds = new Set(graph.nodes.map((node) => node.id));
  const edgeIds = new Set(graph.edges.map(edgeId));
  const keptNodes = [...nodes].filter((id) => nodeIds.has(id));
  const keptEdges = [...edges].filter((id) => edgeIds.has(id));
  if (keptNodes.length !== nodes.size || keptEdges.length !== edges.size) select(keptNodes, keptEdges);
}

/** Keeps the selection within the document. → stops doing so. */
export function watchSelection(): () => void {
  return useDocument.subscribe(({ document }, before) => {
    if (document === before.document) return;
    if (document?.draftPath !== before.document?.draftPath) select([]);
    else if (document) pruneSelection(document.history.present.graph);
  });
}
