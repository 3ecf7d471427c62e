import { freePort, portNumber } from '../../engine/check';
import { type Edge, findNode, type Graph, type GraphNode, type PortRef } from '../../engine/graph';
import { basePort, type InputPort, nodeType, type OutputPort } from '../../engine/nodes';

/** One port as it is drawn: a port that takes several wires is drawn once for each, and once more to take the next. */
export interface DrawnPort {
  /** As a wire's end names it: `inputs:2`. */
  readonly id: string;
  readonly label: string;
  readonly side: 'input' | 'output';
  readonly wired: boolean;
  /** A place for a further wire. */
  readonly spare: boolean;
  readonly optional: boolean;
}

interface Wired {
  readonly into: readonly Edge[];
  readonly outOf: readonly Edge[];
}

/** The wires at each node, found once for all wires of a graph: a large one asks for them thousands of times. */
const wiredBy = new WeakMap<readonly Edge[], ReadonlyMap<string, Wired>>();
const NONE: Wired = { into: [], outOf: [] };

function wiresAt({ edges }: Graph, node: string): Wired {
  let found = wiredBy.get(edges);
  if (!found) {
    const byNode = new Map<string, { into: Edge[]; outOf: Edge[] }>();
    const at = (id: string) => {
      const known = byNode.get(id) ?? { into: [], outOf: [] };
      byNode.set(id, known);
      return known;
    };
    for (const edge of edges) {
      at(edge.to.node).into.push(edge);
      at(edge.from.node).outOf.push(edge);
    }
    found = byNode;
    wiredBy.set(edges, found);
  }
  return found.get(node) ?? NONE;
}

/** A node's inputs, from top to bottom. */
export function drawnInputs(graph: Graph, node: GraphNode): readonly DrawnPort[] {
  const ports = nodeType(node.type)?.inputs(node.params) ?? [];
  return ports.flatMap((port) => (port.many ? drawMany(graph, node, port) : [drawOne(graph, node, port)]));
}

function drawOne(graph: Graph, node: GraphNode, port: InputPort): DrawnPort {
  const wired = isWired(graph, { node: node.id, port: port.id });
  return { id: port.id, label: port.label, side: 'input', wired, spare: false, optional: port.optional === true };
}

/** Every wire under the name of what it carries, and a spare place. */
function drawMany(graph: Graph, node: GraphNode, port: InputPort): readonly DrawnPort[] {
  const wires = wiresAt(graph, node.id)
    .into.filter((edge) => basePort(edge.to.port) === port.id)
    .sort((a, b) => portNumber(a.to.port) - portNumber(b.to.port));
  const drawn = wires.map((edge): DrawnPort => {
    const label = portOf(graph, edge.from)?.label ?? port.label;
    return { id: edge.to.port, label, side: 'input', wired: true, spare: false, optional: false };
  });
  const spare = freePort(graph, node.id, port).port;
  const label = wires.length === 0 ? port.label : `add ${port.label}`;
  return [...drawn, { id: spare, label, side: 'input', wired: false, spare: true, optional: wires.length >= 2 }];
}

export function drawnOutputs(graph: Graph, node: GraphNode): readonly DrawnPort[] {
  const ports = nodeType(node.type)?.outputs(node.params) ?? [];
  return ports.map((port) => ({
    id: port.id,
    label: port.label,
    side: 'output',
    wired: wiresAt(graph, node.id).outOf.some((edge) => edge.from.port === port.id),
    spare: false,
    optional: false,
  }));
}

/** How many rows of ports a card has. */
export function portRows(graph: Graph, node: GraphNode): number {
  return Math.max(drawnInputs(graph, node).length, drawnOutputs(graph, node).length);
}

/** The declared port behind the end of a wire. */
export function portOf(graph: Graph, { node: id, port }: PortRef): InputPort | OutputPort | undefined {
  const node = findNode(graph, id);
  const type = node && nodeType(node.type);
  if (!node || !type) return undefined;
  const base = basePort(port);
  return type.outputs(node.params).find((one) => one.id === base) ?? type.inputs(node.params).find((one) => one.id === base);
}

/** Where a new wire at each input of a node would end: the port itself, or the first free place of one that takes several. */
export function openInputs(graph: Graph, node: GraphNode): readonly PortRef[] {
  return (nodeType(node.type)?.inputs(node.params) ?? []).map((port) => freePort(graph, node.id, port));
}

export function isWired(graph: Graph, { node, port }: PortRef): boolean {
  return wiresAt(graph, node).into.some((edge) => edge.to.port === port);
}
