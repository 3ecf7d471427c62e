import { portNumber } from '../check';
import { absolutePosition, childrenOf, type Graph, type GraphNode, type PortRef } from '../graph';
import { basePort, type InputPort, nodeType, type OutputPort } from '../nodes';

/** Where everything stands in a picture of the graph, in canvas pixels. */

export const CARD = { width: 188, header: 38, port: 20, row: 20, footer: 30 } as const;
/** What a frame keeps around the cards in it, and a group. */
const FRAME = { side: 12, foot: 28 } as const;
const GROUP = { side: 24, foot: 24 } as const;

export interface PlacedPort {
  /** As a wire's end names it: `inputs:2`. */
  readonly id: string;
  readonly label: string;
}

export interface Box {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Other cards stand in it. */
  readonly isFrame: boolean;
  readonly inputs: readonly PlacedPort[];
  readonly outputs: readonly PlacedPort[];
}

/** rows: how many lines a card has between its ports and its foot. */
export function placeBoxes(graph: Graph, rows: (node: GraphNode) => number): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const place = (node: GraphNode): Box => {
    const known = boxes.get(node.id);
    if (known) return known;
    const { x, y } = absolutePosition(graph, node.id);
    const children = childrenOf(graph, node.id).map(place);
    const inputs = inputsOf(graph, node);
    const outputs = nodeType(node.type)?.outputs(node.params) ?? [];
    const own = CARD.header + Math.max(inputs.length, outputs.length) * CARD.port + rows(node) * CARD.row + CARD.footer;
    const around = nodeType(node.type)?.holds ? FRAME : GROUP;
    const size =
      children.length === 0
        ? { width: CARD.width, height: own }
        : {
            width: Math.max(...children.map((child) => child.x + child.width)) + around.side - x,
            height: Math.max(...children.map((child) => child.y + child.height)) + around.foot - y,
          };
    const box: Box = { node, x, y, ...size, isFrame: children.length > 0, inputs, outputs: outputs.map(plain) };
    boxes.set(node.id, box);
    return box;
  };
  for (const node of graph.nodes) place(node);
  return boxes;
}

/** The middle of a port, on the edge of its card; a frame has its ports beside its name. */
export function portPlace({ x, y, width, isFrame, inputs, outputs }: Box, { port }: PortRef, side: 'input' | 'output') {
  const at = (side === 'input' ? inputs : outputs).findIndex(({ id }) => id === port);
  const row = isFrame ? -0.5 : Math.max(0, at) + 0.5;
  return { x: side === 'input' ? x : x + width, y: y + CARD.header + row * CARD.port };
}

/** A port that takes several wires once for each of them. */
function inputsOf(graph: Graph, node: GraphNode): PlacedPort[] {
  return (nodeType(node.type)?.inputs(node.params) ?? []).flatMap((port) => {
    if (!port.many) return [plain(port)];
    return graph.edges
      .filter(({ to }) => to.node === node.id && basePort(to.port) === port.id)
      .sort((a, b) => portNumber(a.to.port) - portNumber(b.to.port))
      .map(({ to }) => ({ id: to.port, label: port.label }));
  });
}

function plain({ id, label }: InputPort | OutputPort): PlacedPort {
  return { id, label };
}
