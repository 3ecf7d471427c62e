import { create } from 'zustand';
import { type CheckOptions, connectWithMend, type Refusal, refuseWire } from '../../engine/check';
import { connect, findNode, type Graph, type PortRef, samePort } from '../../engine/graph';
import { announce, tell } from '../notices';
import { currentGraph, currentProject, editGraph, useCheck, useData, useEngine } from '../store';
import { looseNodes } from './groups';
import { drawnOutputs, openInputs, portOf } from './ports';

/** Drawing a wire: from the first end on, every end that could not be the other one is dimmed and says why. */

export interface End {
  readonly port: PortRef;
  readonly side: 'input' | 'output';
}

interface ConnectingState {
  /** The end the wire begins at; null while none is drawn. */
  readonly from: End | null;
  /** Begun by a click or by the keyboard, and ended by the next one. */
  readonly byClick: boolean;
  /** Why a port cannot be the other end, by `portKey`; those not yet looked at are missing. */
  readonly refusals: ReadonlyMap<string, Refusal>;
}

const idle: ConnectingState = { from: null, byClick: false, refusals: new Map() };

export const useConnecting = create<ConnectingState>()(() => idle);

export function portKey({ node, port }: PortRef): string {
  return `${node}.${port}`;
}

/** Milliseconds spent looking at ports before the window gets its turn. */
const SLICE = 8;

/** What `check` is given for the open project, so that a wire is judged as the whole graph is. */
export function checkOptions(): CheckOptions {
  const memoryLimit = useEngine.getState().info?.memoryLimit;
  return {
    data: useData.getState().spec,
    batchSize: currentProject().training.batchSize,
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  };
}

/** A wire between two ends, whichever of them it was begun at. */
export function orient(a: End, b: PortRef): { from: PortRef; to: PortRef } {
  return a.side === 'output' ? { from: a.port, to: b } : { from: b, to: a.port };
}

/** Every port that the other end of a wire could be. */
function otherEnds(graph: Graph, from: End): readonly PortRef[] {
  const nodes = looseNodes(graph).filter((node) => node.id !== from.port.node);
  if (from.side === 'input') return nodes.flatMap((node) => drawnOutputs(graph, node).map((port) => ({ node: node.id, port: port.id })));
  const wired = graph.edges.map((edge) => edge.to).filter((to) => nodes.some((node) => node.id === to.node));
  const open = nodes.flatMap((node) => openInputs(graph, node));
  return [...open, ...wired.filter((to) => !open.some((one) => samePort(one, to)))];
}

export function beginWire(from: End, { byClick }: { byClick: boolean }) {
  const state: ConnectingState = { from, byClick, refusals: new Map() };
  useConnecting.setState(state);
  if (byClick) announce(`A wire from ${nameOf(from.port)}. Choose its other end, or press Escape.`);
  const graph = currentGraph();
  const { checked } = useCheck.getState();
  const options = checkOptions();
  const waiting = [...otherEnds(graph, from)];
  const look = () => {
    if (useConnecting.getState().from !== from) return;
    const found = new Map(useConnecting.getState().refusals);
    const until = performance.now() + SLICE;
    while (waiting.length > 0 && performance.now() < until) {
      const port = waiting.shift();
      if (!port) break;
      const wire = orient(from, port);
      const refusal = refuseWire(graph, checked, wire.from, wire.to, options);
      if (refusal) found.set(portKey(port), refusal);
    }
    useConnecting.setState({ refusals: found });
    if (waiting.length > 0) setTimeout(look, 0);
  };
  look();
}

/** Why a port cannot be the other end of the wire under way; looked at now if it was not yet. */
export function refusalOf(port: PortRef): Refusal | undefined {
  const { from, refusals } = useConnecting.getState();
  if (!from) return undefined;
  const known = refusals.get(portKey(port));
  if (known) return known;
  const wire = orient(from, port);
  return refuseWire(currentGraph(), useCheck.getState().checked, wire.from, wire.to, checkOptions());
}

export function endWire() {
  if (useConnecting.getState().from) useConnecting.setState(idle);
}

function nameOf(port: PortRef): string {
  const graph = currentGraph();
  return `${findNode(graph, port.node)?.name ?? port.node}, ${portOf(graph, port)?.label ?? port.port}`;
}

/** Draws the wire, or says why it cannot be drawn and offers to mend that. → whether it was drawn. */
export function drawWire(a: End, b: PortRef): boolean {
  const graph = currentGraph();
  const { from, to } = orient(a, b);
  if (graph.edges.some((edge) => samePort(edge.from, from) && samePort(edge.to, to))) return true;
  const refusal = refuseWire(graph, useCheck.getState().checked, from, to, checkOptions());
  if (!refusal) {
    editGraph('Connect', (now) => connect(now, from, to));
    announce(`Connected ${nameOf(from)} with ${nameOf(to)}.`);
    return true;
  }
  tellRefusal(refusal, from, to);
  return false;
}

export function tellRefusal({ text, mend }: Refusal, from: PortRef, to: PortRef) {
  tell({
    id: 'refused-wire',
    tone: 'warning',
    title: 'These do not go together',
    text,
    actions: mend
      ? [{ label: `${mend.label} and connect`, run: () => editGraph(mend.label, (now) => connectWithMend(now, from, to, mend)) }]
      : [],
  });
}

/** A click or Enter on a port: the first begins a wire, the second ends it. */
export function clickPort(end: End) {
  const { from, byClick } = useConnecting.getState();
  if (!from || !byClick) {
    beginWire(end, { byClick: true });
    return;
  }
  endWire();
  if (samePort(from.port, end.port)) return;
  if (from.side === end.side) {
    // Two ends of one kind: the newer one is meant.
    beginWire(end, { byClick: true });
    return;
  }
  drawWire(from, end.port);
}
