import type { Connection, FinalConnectionState, OnConnectStartParams } from '@xyflow/react';
import { connect, disconnect, type Edge, edgeId, findNode, type PortRef, type Position } from '../../engine/graph';
import { announce } from '../notices';
import { currentGraph, editGraph } from '../store';
import { openQuickAdd } from './adding';
import { beginWire, checkOptions, drawWire, type End, endWire, refusalOf, useConnecting } from './connecting';
import type { WireEdge } from './flowElements';
import { closeGaps } from './gaps';
import { isFramed } from './groups';
import { fittingInput, fittingOutput } from './layers';
import { drawnOutputs, openInputs } from './ports';
import { toWindow } from './view';

/** What React Flow reports of wires that are dragged, in terms of the graph. */

/** The wire whose end is being dragged to another port. */
let moving: Edge | null = null;

/** Pixels a wire must be dragged before letting it go means something. */
const LEAST_DRAG = 24;

type Pointer = MouseEvent | TouchEvent;

function placeOf(event: Pointer): Position {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

export function beginDrag(params: OnConnectStartParams) {
  if (params.nodeId === null || params.handleId === null || params.handleType === null) return;
  const side = params.handleType === 'source' ? 'output' : 'input';
  beginWire({ port: { node: params.nodeId, port: params.handleId }, side }, { byClick: false });
}

function endsOf(connection: Connection | WireEdge): { from: PortRef; to: PortRef } {
  return {
    from: { node: connection.source, port: connection.sourceHandle ?? '' },
    to: { node: connection.target, port: connection.targetHandle ?? '' },
  };
}

/** Whether the end under the pointer takes the wire. */
export function mayConnect(connection: Connection | WireEdge): boolean {
  const { from: begun } = useConnecting.getState();
  const { from, to } = endsOf(connection);
  return begun !== null && refusalOf(begun.side === 'output' ? to : from) === undefined;
}

export function connectEnds(connection: Connection) {
  const { from, to } = endsOf(connection);
  drawWire({ port: from, side: 'output' }, to);
}

/** A dragged wire was let go. On a port it was drawn or is refused; on a card it takes the first port that fits; on nothing it asks what to add. */
export function letGo(event: Pointer, state: FinalConnectionState) {
  const { from } = useConnecting.getState();
  endWire();
  if (!from || state.isValid || moving) return;
  if (state.toHandle) {
    const other = { node: state.toHandle.nodeId, port: state.toHandle.id ?? '' };
    const sameKind = (state.toHandle.type === 'source') === (from.side === 'output');
    if (!sameKind && other.node !== from.port.node) drawWire(from, other);
    return;
  }
  const at = placeOf(event);
  if (state.from && distance(at, toWindow(state.from)) < LEAST_DRAG) return;
  const card = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('.react-flow__node');
  if (card) letGoOnCard(from, card.dataset.id ?? '');
  else if (document.elementFromPoint(at.x, at.y)?.closest('[data-canvas]')) openQuickAdd({ at, end: { is: from.side, port: from.port } });
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function letGoOnCard(from: End, id: string) {
  const graph = currentGraph();
  const found = findNode(graph, id);
  const node = found && isFramed(graph, found) ? findNode(graph, found.parent ?? '') : found;
  if (!node || node.id === from.port.node) return;
  const options = checkOptions();
  const fitting = from.side === 'output' ? fittingInput(graph, node, from.port, options) : fittingOutput(graph, node, from.port, options);
  const any = from.side === 'output' ? openInputs(graph, node)[0] : firstOutput(node.id);
  const other = fitting ?? any;
  if (other) drawWire(from, other);
}

function firstOutput(id: string): PortRef | undefined {
  const graph = currentGraph();
  const node = findNode(graph, id);
  const [port] = node ? drawnOutputs(graph, node) : [];
  return port && { node: id, port: port.id };
}

export function beginMove(_event: unknown, flow: WireEdge) {
  moving = flow.data?.edge ?? null;
}

/** The end of a wire was dragged to another port. */
export function moveEnd(flow: WireEdge, connection: Connection) {
  const old = flow.data?.edge;
  const { from, to } = endsOf(connection);
  if (!old) return;
  editGraph('Move a wire', (now) => closeGaps(connect(disconnect(now, [old]), from, to)));
}

/** Pulled off its port and let go over nothing, a wire is gone. */
export function endMove(event: Pointer, flow: WireEdge, _type: unknown, state: FinalConnectionState) {
  const old = flow.data?.edge;
  moving = null;
  if (!old || state.isValid || state.toHandle) return;
  const at = placeOf(event);
  if (document.elementFromPoint(at.x, at.y)?.closest('.react-flow__node')) return;
  if (!currentGraph().edges.some((edge) => edgeId(edge) === edgeId(old))) return;
  editGraph('Delete a wire', (now) => closeGaps(disconnect(now, [old])));
  announce('Wire deleted.');
}
