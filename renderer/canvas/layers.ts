import { type Check, type CheckOptions, check, refuseWire } from '../../engine/check';
import {
  absolutePosition,
  addNodes,
  childrenOf,
  connect,
  disconnect,
  type Edge,
  findNode,
  freshName,
  type Graph,
  type GraphNode,
  type PortRef,
  type Position,
  removeNodes,
  setParent,
  splice,
  wouldCycle,
} from '../../engine/graph';
import { type DataSpec, defaultParams, nodeType, versionOf } from '../../engine/nodes';
import { addBlock, feedGroup, isBlock, openEnds } from './blocks';
import { groupOf, isGroup } from './groups';
import { PLACE_IN_FRAME, type Size, sizeOf } from './measures';
import { isWired, openInputs } from './ports';
import { makeRoom, overlaps, type Room } from './room';

/** Pure edits that put layers where the person wants them. */

export interface Added {
  readonly graph: Graph;
  readonly id: string;
}

/** A new layer, with values that the data at hand settle better than a default. */
function newLayer(id: string, type: string, data: DataSpec | undefined): Omit<GraphNode, 'position'> {
  const definition = nodeType(type);
  if (!definition) throw new Error(`There is no node type "${type}".`);
  const params = defaultParams(definition);
  const vocabulary = data?.input.vocabulary;
  const fitted = type === 'embedding' && vocabulary !== undefined ? { ...params, vocabulary } : params;
  return { id, type, ...versionOf(definition), name: id, params: fitted };
}

/** What a new layer or block is fitted to, as far as it is known. */
export interface Surroundings {
  readonly data?: DataSpec | undefined;
  /** Of the sequence that will be wired to it. */
  readonly features?: number | undefined;
}

/** Numbers at each time step that a port gives; undefined where that is not known. */
export function featuresOf({ nodes }: Check, { node, port }: PortRef): number | undefined {
  return nodes.get(node)?.outputs[port]?.shape.at(-1);
}

/** Adds a layer, or the group of a block, with its upper left corner at `position`; a frame comes with the first of the layers that it holds. */
export function addLayer(graph: Graph, type: string, position: Position, { data, features }: Surroundings = {}): Added {
  if (isBlock(type)) return addBlock(graph, position, features);
  const id = freshName(graph, type);
  const added = addNodes(graph, [{ ...newLayer(id, type, data), position }]);
  const [first] = nodeType(type)?.holds ?? [];
  if (first === undefined) return { graph: added, id };
  const inner = freshName(added, first);
  return { graph: addNodes(added, [{ ...newLayer(inner, first, data), position: PLACE_IN_FRAME, parent: id }]), id };
}

/** The place nearest below `wanted` where a card of this size stands clear of all others. */
export function freePlace(graph: Graph, wanted: Position, size: Size, margin = 20): Position {
  const others = graph.nodes
    .filter((node) => node.parent === undefined)
    .map((node): Room => ({ ...node.position, ...sizeOf(graph, node) }));
  let place = wanted;
  for (let tries = 0; tries <= others.length; tries++) {
    const around = { x: place.x - margin, y: place.y - margin, width: size.width + 2 * margin, height: size.height + 2 * margin };
    const inTheWay = others.filter((other) => overlaps(around, other));
    if (inTheWay.length === 0) return place;
    place = { x: place.x, y: Math.max(...inTheWay.map((other) => other.y + other.height)) + margin };
  }
  return place;
}

/** The first input of a node, from the top, that would take a wire from `from`; free ones only. */
export function fittingInput(graph: Graph, node: GraphNode, from: PortRef, options: CheckOptions): PortRef | undefined {
  const checked = check(graph, options);
  return openInputs(graph, node).find((to) => !isWired(graph, to) && refuseWire(graph, checked, from, to, options) === undefined);
}

/** The first output of a node that `to` would take. */
export function fittingOutput(graph: Graph, node: GraphNode, to: PortRef, options: CheckOptions): PortRef | undefined {
  const checked = check(graph, options);
  const outputs = nodeType(node.type)?.outputs(node.params) ?? [];
  return outputs
    .map((port) => ({ node: node.id, port: port.id }))
    .find((from) => refuseWire(graph, checked, from, to, options) === undefined);
}

/** An end that a new layer is to be wired to: an output it takes, or an input it feeds. */
export type OpenEnd = { readonly is: 'output'; readonly port: PortRef } | { readonly is: 'input'; readonly port: PortRef };

/** Wires a layer to an open end, if they go together; else leaves the graph as it is. */
export function wireToEnd(graph: Graph, id: string, end: OpenEnd, options: CheckOptions): Graph {
  const node = findNode(graph, id);
  if (!node) return graph;
  if (isGroup(node)) return wireGroupToEnd(graph, id, end, options);
  if (end.is === 'output') {
    const to = fittingInput(graph, node, end.port, options);
    return to ? connect(graph, end.port, to) : graph;
  }
  const from = fittingOutput(graph, node, end.port, options);
  return from ? connect(graph, from, end.port) : graph;
}

function wireGroupToEnd(graph: Graph, id: string, end: OpenEnd, options: CheckOptions): Graph {
  if (end.is === 'output') return feedGroup(graph, id, end.port, options) ?? graph;
  const { output } = openEnds(graph, id);
  const fits = output && refuseWire(graph, check(graph, options), output, end.port, options) === undefined;
  return fits ? connect(graph, output, end.port) : graph;
}

/** The types, in the order of the palette, that could be wired to an open end. */
export function fittingTypes(graph: Graph, end: OpenEnd, types: readonly string[], options: CheckOptions): readonly string[] {
  const features = end.is === 'output' ? featuresOf(check(graph, options), end.port) : undefined;
  return types.filter((type) => {
    const { graph: added, id } = addLayer(graph, type, { x: 0, y: 0 }, { data: options.data, features });
    return wireToEnd(added, id, end, options) !== added;
  });
}

/** Puts a layer that has no wires into a wire; undefined where its shapes do not let it stand there. */
export function spliceLayer(graph: Graph, id: string, edge: Edge, options: CheckOptions): Graph | undefined {
  const node = findNode(graph, id);
  const type = node && nodeType(node.type);
  if (!node || !type || edge.from.node === id || edge.to.node === id) return undefined;
  const home = groupOf(graph, findNode(graph, edge.to.node))?.id;
  const between = home !== undefined && home === findNode(graph, edge.from.node)?.parent;
  const placed = between && node.parent !== home ? setParent(graph, [id], home) : graph;
  const spliced = isGroup(node) ? spliceGroup(placed, id, edge, options) : spliceNode(placed, node, edge, options);
  if (!spliced) return undefined;
  const before = refuseCount(check(graph, options));
  return refuseCount(check(spliced, options)) > before ? undefined : makeRoom(spliced, id, edge.to.node);
}

function spliceNode(graph: Graph, node: GraphNode, edge: Edge, options: CheckOptions): Graph | undefined {
  const input = fittingInput(disconnect(graph, [edge]), node, edge.from, options);
  const [output] = nodeType(node.type)?.outputs(node.params) ?? [];
  return input && output && splice(graph, edge, node.id, { input: input.port, output: output.id });
}

function spliceGroup(graph: Graph, id: string, edge: Edge, options: CheckOptions): Graph | undefined {
  const { output } = openEnds(graph, id);
  const fed = feedGroup(disconnect(graph, [edge]), id, edge.from, options);
  return fed && output && connect(fed, output, edge.to);
}

/** Errors of wires that do not fit: those a splice must not bring. */
function refuseCount({ problems }: Check): number {
  return problems.filter((problem) => problem.code === 'takes' || problem.clash).length;
}

/** Whether a frame may hold a node. */
export function canHold(graph: Graph, frame: string, node: GraphNode): boolean {
  const type = nodeType(findNode(graph, frame)?.type ?? '');
  return type?.holds?.includes(node.type) === true && frame !== node.id;
}

/**
 * Sets a layer into a frame. What stood there gives way; the layer's wires become the frame's where the frame has none,
 * since a layer in a frame is wired through it.
 */
export function setInFrame(graph: Graph, id: string, frame: string): Graph {
  const old = childrenOf(graph, frame).filter((child) => child.id !== id);
  const cleared = removeNodes(
    graph,
    old.map((child) => child.id),
  );
  const node = findNode(cleared, id);
  const frameNode = findNode(cleared, frame);
  if (!node || !frameNode) return graph;
  const own = cleared.edges.filter((edge) => edge.from.node === id || edge.to.node === id);
  let next = disconnect(cleared, own);
  for (const edge of own) {
    const wire = throughFrame(edge, id, frameNode);
    const taken = wire?.to.node === frame && isWired(next, wire.to);
    if (wire && !taken && !wouldCycle(next, wire.from, wire.to)) next = connect(next, wire.from, wire.to);
  }
  const moved = setParent(next, [id], frame);
  return { ...moved, nodes: moved.nodes.map((one) => (one.id === id ? { ...one, position: PLACE_IN_FRAME } : one)) };
}

/** A layer's wire as it runs once the layer stands in a frame; undefined at a port that the frame does not have. */
function throughFrame({ from, to }: Edge, id: string, frame: GraphNode): Edge | undefined {
  const type = nodeType(frame.type);
  if (from.node === id) {
    const known = type?.outputs(frame.params).some((port) => port.id === from.port);
    return known ? { from: { node: frame.id, port: from.port }, to } : undefined;
  }
  const known = type?.inputs(frame.params).some((port) => port.id === to.port);
  return known ? { from, to: { node: frame.id, port: to.port } } : undefined;
}

/** Takes a layer out of its frame to where it stands on the canvas. */
export function takeOutOfFrame(graph: Graph, id: string, position: Position): Graph {
  const out = setParent(graph, [id], undefined);
  return { ...out, nodes: out.nodes.map((one) => (one.id === id ? { ...one, position } : one)) };
}

/** The innermost frame under a point that could hold the node. */
export function frameAt(graph: Graph, node: GraphNode, point: Position): string | undefined {
  return graph.nodes.find((frame) => {
    if (!canHold(graph, frame.id, node)) return false;
    const at = absolutePosition(graph, frame.id);
    const size = sizeOf(graph, frame);
    return point.x >= at.x && point.x <= at.x + size.width && point.y >= at.y && point.y <= at.y + size.height;
  })?.id;
}
