import { childrenOf, type Graph, type GraphNode } from '../../engine/graph';
import { nodeType } from '../../engine/nodes';
import { drawnInputs, drawnOutputs, portRows } from './ports';

/** Measures of the cards, in canvas pixels; the style sheet draws by the same numbers. */

export const GRID = 20;

export const CARD = {
  width: 188,
  header: 38,
  /** A row of ports. */
  port: 20,
  /** A row of one parameter. */
  row: 20,
  /** Space around the rows of parameters. */
  rowsPadding: 10,
  footer: 26,
  border: 2,
} as const;

export const FRAME = {
  padding: 12,
  header: 36,
  footer: 28,
  /** Room for a layer to be dropped into. */
  emptyHeight: 136,
} as const;

/** A group around layers: space at its sides and foot, and above, where its name stands. */
export const GROUP = { padding: 20, top: 60 } as const;

/** Where a layer stands in its frame. */
export const PLACE_IN_FRAME = { x: FRAME.padding, y: FRAME.header } as const;

/** Space that auto-layout leaves between cards: beside, so that a shape fits on the wire, and below, between rows. */
export const GAP = { beside: 92, below: 48, row: 112 } as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large a card will be, before it is drawn. A problem in its footer may add a line or two. */
export function sizeOf(graph: Graph, node: GraphNode): Size {
  const type = nodeType(node.type);
  if (!type) return { width: CARD.width, height: CARD.header };
  if (type.encloses) return sizeOfGroup(graph, node);
  if (type.holds) {
    const [inner] = childrenOf(graph, node.id);
    const height = inner ? sizeOf(graph, inner).height : FRAME.emptyHeight;
    return { width: CARD.width + 2 * FRAME.padding, height: FRAME.header + height + FRAME.footer };
  }
  const rows = type.telling.length;
  const parameters = rows === 0 ? 0 : rows * CARD.row + CARD.rowsPadding;
  return { width: CARD.width, height: CARD.border + CARD.header + portRows(graph, node) * CARD.port + parameters + CARD.footer };
}

function sizeOfGroup(graph: Graph, group: GraphNode): Size {
  if (group.params.folded === true) return { width: CARD.width, height: CARD.border + CARD.header + CARD.port + CARD.footer };
  const ends = childrenOf(graph, group.id).map((node) => {
    const { width, height } = sizeOf(graph, node);
    return { x: node.position.x + width, y: node.position.y + height };
  });
  return {
    width: Math.max(CARD.width, ...ends.map(({ x }) => x + GROUP.padding)),
    height: Math.max(GROUP.top, ...ends.map(({ y }) => y + GROUP.padding)),
  };
}

/** Middle of a row of ports under the upper edge of its card or frame. */
export function portHeight(isFrame: boolean, row: number): number {
  const card = CARD.border / 2 + CARD.header + CARD.port / 2 + row * CARD.port;
  return isFrame ? FRAME.header + card : card;
}

/** The same for a port by its id. */
export function heightOfPort(graph: Graph, node: GraphNode, port: string, side: 'input' | 'output'): number {
  const ports = side === 'input' ? drawnInputs(graph, node) : drawnOutputs(graph, node);
  const row = ports.findIndex((one) => one.id === port);
  return portHeight(nodeType(node.type)?.holds !== undefined, Math.max(0, row));
}
