import type { EdgeChange, NodeChange, OnNodeDrag, SelectionDragHandler } from '@xyflow/react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { edgeId } from '../../engine/graph';
import { select, useSelection } from '../store';
import { closeQuickAdd, openQuickAdd } from './adding';
import { openMenu } from './CanvasMenu';
import { endWire } from './connecting';
import { dragCards, dropCards } from './dropping';
import { applyFlowChanges } from './flow';
import type { CardNode, WireEdge } from './flowElements';
import { startRenaming } from './renaming';

/**
 * What the canvas does when it is clicked, dragged or typed on. Each is one function for good: React Flow draws every card again
 * for a new one.
 */

interface Selected {
  readonly id: string;
  readonly selected: boolean;
}

function withChanges(before: ReadonlySet<string>, changes: readonly Selected[]): ReadonlySet<string> {
  const now = new Set(before);
  for (const { id, selected } of changes) {
    if (selected) now.add(id);
    else now.delete(id);
  }
  return now;
}

export function changeNodes(changes: readonly NodeChange<CardNode>[]) {
  const selections = changes.filter((change) => change.type === 'select');
  const { nodes, edges } = useSelection.getState();
  if (selections.length > 0) select(withChanges(nodes, selections), edges);
  applyFlowChanges(changes);
}

export function changeEdges(changes: readonly EdgeChange<WireEdge>[]) {
  const selections = changes.filter((change) => change.type === 'select');
  const { nodes, edges } = useSelection.getState();
  if (selections.length > 0) select(nodes, withChanges(edges, selections));
}

const placeOf = (event: { clientX: number; clientY: number }) => ({ x: event.clientX, y: event.clientY });

export function clickWithOtherButton(event: MouseEvent, node: CardNode) {
  event.preventDefault();
  if (!useSelection.getState().nodes.has(node.id)) select([node.id]);
  openMenu({ is: 'layers', at: placeOf(event) });
}

export function clickWire(event: MouseEvent, { data }: WireEdge) {
  event.preventDefault();
  if (!data) return;
  select([], [edgeId(data.edge)]);
  openMenu({ is: 'wire', at: placeOf(event), edge: data.edge });
}

export function clickSelection(event: MouseEvent) {
  event.preventDefault();
  openMenu({ is: 'layers', at: placeOf(event) });
}

export function clickPaneWithOtherButton(event: MouseEvent | globalThis.MouseEvent) {
  event.preventDefault();
  openMenu({ is: 'canvas', at: placeOf(event) });
}

export function doubleClick(event: MouseEvent) {
  const { target } = event;
  if (target instanceof Element && target.classList.contains('react-flow__pane')) openQuickAdd({ at: placeOf(event) });
}

export const renameNode = (_event: MouseEvent, { id }: CardNode) => startRenaming(id);
export const dragNode: OnNodeDrag<CardNode> = (_event, _node, dragged) => dragCards(dragged);
export const dropNode: OnNodeDrag<CardNode> = (_event, _node, dragged) => dropCards(dragged);
export const dragSelection: SelectionDragHandler<CardNode> = (_event, dragged) => dragCards(dragged);
export const dropSelection: SelectionDragHandler<CardNode> = (_event, dragged) => dropCards(dragged);

export function clickPane() {
  endWire();
  closeQuickAdd();
}

/** Enter or Space on a card or wire that has the keyboard selects it, as a click would. */
export function press(event: KeyboardEvent<HTMLElement>) {
  const { target } = event;
  const isPress = event.key === ' ' || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey);
  if (!isPress || !(target instanceof Element)) return;
  const id = target.getAttribute('data-id');
  const isNode = target.classList.contains('react-flow__node');
  const isEdge = target.classList.contains('react-flow__edge');
  if (id === null || (!isNode && !isEdge)) return;
  event.preventDefault();
  const { nodes, edges } = useSelection.getState();
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  const chosen = [{ id, selected: true }];
  if (isNode) select(withChanges(adds ? nodes : new Set(), chosen), adds ? edges : []);
  else select(adds ? nodes : [], withChanges(adds ? edges : new Set(), chosen));
}
