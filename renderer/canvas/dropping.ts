import { create } from 'zustand';
import { absolutePosition, type Edge, findNode, type Graph, type GraphNode, moveNodes, type Position, setParent } from '../../engine/graph';
import { announce } from '../notices';
import { currentGraph, editGraph, select, useCheck, useLayout } from '../store';
import { addable } from './blocks';
import { checkOptions } from './connecting';
import { resetPositions } from './flow';
import type { CardNode } from './flowElements';
import { fitGroups, groupAt, isFramed, outermost } from './groups';
import { addLayer, canHold, featuresOf, frameAt, setInFrame, spliceLayer, takeOutOfFrame } from './layers';
import { CARD, GRID, sizeOf } from './measures';
import { isOverCanvas, toCanvas } from './view';
import { useRoutes } from './wires/routes';

/** Layers on their way: from the palette onto the canvas, or from one place on it to another. */

/** What a layer that is let go now would land in. */
export type Target =
  | { readonly is: 'frame'; readonly frame: string }
  | { readonly is: 'group'; readonly group: string }
  | { readonly is: 'wire'; readonly id: string; readonly edge: Edge };

interface DroppingState {
  /** A layer that comes from the palette, with the pointer's place in the window. */
  readonly dragged: { readonly type: string; readonly at: Position } | null;
  readonly target: Target | null;
}

export const useDropping = create<DroppingState>()(() => ({ dragged: null, target: null }));

/** How near, in canvas pixels, the middle of a card must come to a wire to be put into it. */
const REACH = { x: 60, y: 28 };

function wireAt(point: Position): { id: string; edge: Edge } | undefined {
  for (const [id, { edge, points }] of useRoutes.getState().wires) {
    if (points.some(({ x, y }) => Math.abs(x - point.x) <= REACH.x && Math.abs(y - point.y) <= REACH.y)) return { id, edge };
  }
  return undefined;
}

/** What a layer with its middle at `point` would land in. `graph` holds the layer already. */
function targetAt(graph: Graph, node: GraphNode, point: Position): Target | null {
  const frame = frameAt(graph, node, point);
  if (frame !== undefined) return frame === node.parent ? null : { is: 'frame', frame };
  const wired = graph.edges.some((edge) => edge.from.node === node.id || edge.to.node === node.id);
  const wire = wired || isFramed(graph, node) ? undefined : wireAt(point);
  if (wire && spliceLayer(graph, node.id, wire.edge, checkOptions())) return { is: 'wire', ...wire };
  const group = groupAt(graph, node, point);
  return group === undefined || group === node.parent ? null : { is: 'group', group };
}

function aim(target: Target | null) {
  const { target: before } = useDropping.getState();
  const same = before?.is === target?.is && keyOf(before) === keyOf(target);
  if (!same) useDropping.setState({ target });
}

function keyOf(target: Target | null): string | undefined {
  if (target?.is === 'frame') return target.frame;
  return target?.is === 'group' ? target.group : target?.id;
}

function land(graph: Graph, id: string, target: Target | null): Graph {
  if (target?.is === 'frame') return setInFrame(graph, id, target.frame);
  if (target?.is === 'group') return setParent(graph, [id], target.group);
  return (target && spliceLayer(graph, id, target.edge, checkOptions())) ?? graph;
}

/** On the grid, where layers keep to it. */
export function snapped({ x, y }: Position): Position {
  const step = useLayout.getState().snap ? GRID : 1;
  return { x: Math.round(x / step) * step, y: Math.round(y / step) * step };
}

/** The layer from the palette as it would stand if it were let go at a point of the window. */
function tryDrop(type: string, client: Position) {
  const point = toCanvas(client);
  const graph = currentGraph();
  const position = snapped({ x: point.x - CARD.width / 2, y: point.y - CARD.header / 2 });
  const over = wireAt(point);
  const { checked } = useCheck.getState();
  const added = addLayer(graph, type, position, { data: checkOptions().data, features: over && featuresOf(checked, over.edge.from) });
  const node = findNode(added.graph, added.id);
  return { ...added, target: node ? targetAt(added.graph, node, point) : null };
}

export function dragFromPalette(type: string, client: Position) {
  useDropping.setState({ dragged: { type, at: client } });
  aim(isOverCanvas(client) ? tryDrop(type, client).target : null);
}

export function cancelDrop() {
  useDropping.setState({ dragged: null, target: null });
}

/** Lets a layer from the palette go. Beside the canvas nothing happens. */
export function dropFromPalette(type: string, client: Position) {
  cancelDrop();
  if (!isOverCanvas(client)) return;
  const { graph, id, target } = tryDrop(type, client);
  const title = addable(type)?.title ?? type;
  editGraph(`Add ${title}`, () => fitGroups(regroup(land(graph, id, target), target?.is === 'frame' ? [] : [id])));
  select([id]);
  announce(`Added ${title}${target?.is === 'wire' ? ' into the wire' : target?.is === 'frame' ? ' into the frame' : ''}.`);
}

const middleOf = (graph: Graph, node: GraphNode, at: Position): Position => {
  const { width, height } = sizeOf(graph, node);
  return { x: at.x + width / 2, y: at.y + height / 2 };
};

/** Where a card that is being dragged stands on the canvas. */
function placeOf(graph: Graph, flow: CardNode): Position {
  const origin = flow.parentId === undefined ? { x: 0, y: 0 } : absolutePosition(graph, flow.parentId);
  return { x: flow.position.x + origin.x, y: flow.position.y + origin.y };
}

/** Cards of the graph are being dragged: shows what one of them alone would land in. */
export function dragCards(dragged: readonly CardNode[]) {
  const graph = currentGraph();
  const [card] = dragged;
  const node = card && dragged.length === 1 ? findNode(graph, card.id) : undefined;
  aim(card && node ? targetAt(graph, node, middleOf(graph, node, placeOf(graph, card))) : null);
}

/** The drag ends: one step moves the cards, into a frame or a wire, or out of a frame where they were left there. */
export function dropCards(dragged: readonly CardNode[]) {
  const { target } = useDropping.getState();
  aim(null);
  const graph = currentGraph();
  const moved = dragged.flatMap((flow) => {
    const node = findNode(graph, flow.id);
    return node ? [{ node, flow }] : [];
  });
  const [first] = moved;
  if (!first) return;
  if (moved.length === 1 && isFramed(graph, first.node)) {
    dropInner(graph, first.node, placeOf(graph, first.flow), target);
    return;
  }
  const loose = moved.filter(({ node }) => !isFramed(graph, node));
  const positions = new Map(loose.map(({ node, flow }) => [node.id, { ...flow.position }]));
  const name = loose.length === 1 ? `"${first.node.name}"` : `${loose.length} layers`;
  const anyMoved = loose.some(({ node, flow }) => node.position.x !== flow.position.x || node.position.y !== flow.position.y);
  if (!anyMoved) {
    resetPositions();
    return;
  }
  const label = `${HOW[target?.is ?? 'nothing'].replace('…', name)}`;
  editGraph(label, (now) => {
    const alone = moved.length === 1 ? target : null;
    const landed = land(moveNodes(now, positions), first.node.id, alone);
    const ids = outermost(now, positions.keys()).map((node) => node.id);
    return fitGroups(alone?.is === 'group' || alone?.is === 'frame' ? landed : regroup(landed, ids));
  });
  // A group that drew close around what stands in it may have put a card back where it was, and the drag has not.
  resetPositions();
  if (target) announce(`${label}.`);
}

/** What a drop is called in the history. */
const HOW = {
  frame: 'Set … into its frame',
  group: 'Put … into its group',
  wire: 'Put … into a wire',
  nothing: 'Move …',
} as const;

/** Layers that were let go in another group than theirs, or in none, stand there from now on. */
function regroup(graph: Graph, ids: readonly string[]): Graph {
  return ids.reduce((now, id) => {
    const node = findNode(now, id);
    if (!node) return now;
    const at = groupAt(now, node, middleOf(now, node, absolutePosition(now, id)));
    return at === node.parent ? now : setParent(now, [id], at);
  }, graph);
}

/** A layer was dragged within its frame, into another one, or out onto the canvas. */
function dropInner(graph: Graph, node: GraphNode, at: Position, target: Target | null) {
  const point = middleOf(graph, node, at);
  const home = node.parent !== undefined && canHold(graph, node.parent, node) && frameAt(graph, node, point) === node.parent;
  if (target?.is === 'frame') editGraph(`Set "${node.name}" into another frame`, (now) => setInFrame(now, node.id, target.frame));
  else if (home) resetPositions();
  else editGraph(`Take "${node.name}" out of its frame`, (now) => takeOutOfFrame(now, node.id, snapped(at)));
}
