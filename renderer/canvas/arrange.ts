import { Graph as Layout, layout } from '@dagrejs/dagre';
import {
  absolutePosition,
  type Edge,
  findNode,
  type Graph,
  type GraphNode,
  moveNodes,
  type PortRef,
  type Position,
} from '../../engine/graph';
import { depthOf, isFolded, isGroup } from './groups';
import { GAP, GROUP, heightOfPort, portHeight, type Size, sizeOf } from './measures';

/** Lays a graph out from left to right, wrapping long ones like lines of text. */

/** Corner of the first card. */
const START: Position = { x: 40, y: 60 };

interface Column {
  readonly nodes: readonly string[];
  readonly x: number;
  readonly width: number;
}

/** What is laid out together: the canvas, or the inside of one group. */
interface Level {
  readonly nodes: readonly GraphNode[];
  /** Wires between its nodes; those of what stands in a group are the group's. */
  readonly edges: readonly Edge[];
  /** Where on its card each of them ends, from the upper edge. */
  readonly heights: ReadonlyMap<Edge, { readonly from: number; readonly to: number }>;
}

function levelOf(graph: Graph, parent: string | undefined): Level {
  const nodes = graph.nodes.filter((node) => node.parent === parent);
  const ids = new Set(nodes.map((node) => node.id));
  const heights = new Map<Edge, { from: number; to: number }>();
  for (const edge of graph.edges) {
    const [from, to] = [ancestorIn(graph, ids, edge.from.node), ancestorIn(graph, ids, edge.to.node)];
    if (from === undefined || to === undefined || from === to) continue;
    const ends = { from: endHeight(graph, from, edge.from, 'output'), to: endHeight(graph, to, edge.to, 'input') };
    heights.set({ from: { ...edge.from, node: from }, to: { ...edge.to, node: to } }, ends);
  }
  return { nodes, edges: [...heights.keys()], heights };
}

/** The node of a level that a node is, or stands in. */
function ancestorIn(graph: Graph, level: ReadonlySet<string>, id: string): string | undefined {
  let at = findNode(graph, id);
  while (at && !level.has(at.id)) at = at.parent === undefined ? undefined : findNode(graph, at.parent);
  return at?.id;
}

function endHeight(graph: Graph, outer: string, { node: id, port }: PortRef, side: 'input' | 'output'): number {
  const [node, group] = [findNode(graph, id), findNode(graph, outer)];
  if (!node || !group) return 0;
  if (isFolded(group)) return portHeight(false, 0);
  return absolutePosition(graph, id).y - absolutePosition(graph, outer).y + heightOfPort(graph, node, port, side);
}

/** Positions of the nodes of one level. `width`: canvas pixels that a row may take; `sizes`: as measured, where they were. */
export function arrange(
  graph: Graph,
  width: number,
  sizes: ReadonlyMap<string, Size> = new Map(),
  parent?: string,
): ReadonlyMap<string, Position> {
  const level = levelOf(graph, parent);
  if (level.nodes.length === 0) return new Map();
  const bySize = new Map(level.nodes.map((node) => [node.id, (isGroup(node) ? undefined : sizes.get(node.id)) ?? sizeOf(graph, node)]));
  const planned = inOneRow(level, bySize);
  const columns = columnsOf(planned, bySize);
  const straight = levelled(columns, planned, level, bySize);
  const rows = wrap(columns, level, width);
  return alignRows(rows, straight, bySize, parent === undefined ? START : { x: GROUP.padding, y: GROUP.top });
}

/** Lays out the insides of all open groups, the innermost first, and then the canvas. */
export function arrangeGraph(graph: Graph, width: number, sizes?: ReadonlyMap<string, Size>): Graph {
  const groups = graph.nodes.filter((node) => isGroup(node) && !isFolded(node)).sort((a, b) => depthOf(graph, b) - depthOf(graph, a));
  const inner = groups.reduce((now, { id }) => moveNodes(now, arrange(now, width, sizes, id)), graph);
  return moveNodes(inner, arrange(inner, width, sizes));
}

/** Upper left corners as dagre lays them, ports of a plain chain on one line. */
function inOneRow({ nodes, edges }: Level, sizes: ReadonlyMap<string, Size>): ReadonlyMap<string, Position> {
  const plan = new Layout({ multigraph: true });
  plan.setGraph({ rankdir: 'LR', nodesep: GAP.below, ranksep: GAP.beside, align: 'UL' });
  plan.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) plan.setNode(node.id, { ...sizes.get(node.id) });
  edges.forEach((edge, i) => {
    plan.setEdge(edge.from.node, edge.to.node, {}, String(i));
  });
  layout(plan);
  return new Map(
    nodes.map((node) => {
      const { x = 0, y = 0 } = plan.node(node.id) ?? {};
      const { width = 0, height = 0 } = sizes.get(node.id) ?? {};
      return [node.id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}

/** The ranks of the plan from left to right. */
function columnsOf(positions: ReadonlyMap<string, Position>, sizes: ReadonlyMap<string, Size>): readonly Column[] {
  const sorted = [...positions].sort(([, a], [, b]) => a.x - b.x);
  const columns: { nodes: string[]; x: number; width: number }[] = [];
  for (const [id, { x }] of sorted) {
    const width = sizes.get(id)?.width ?? 0;
    const last = columns.at(-1);
    if (last && x < last.x + last.width) {
      last.nodes.push(id);
      last.width = Math.max(last.width, x + width - last.x);
    } else columns.push({ nodes: [id], x, width });
  }
  return columns;
}

/** Farthest that a card is moved up or down to stand level with what feeds it. */
const MOST_SHIFT = 80;

/** Moves cards up or down, column by column, so that a wire from the one before runs straight, where there is room to. */
function levelled(
  columns: readonly Column[],
  planned: ReadonlyMap<string, Position>,
  { edges, heights }: Level,
  sizes: ReadonlyMap<string, Size>,
): ReadonlyMap<string, Position> {
  const placed = new Map(planned);
  const height = (id: string) => sizes.get(id)?.height ?? 0;
  for (const { nodes } of columns) {
    for (const id of nodes) {
      const edge = edges.find((one) => one.to.node === id && placed.has(one.from.node));
      const ends = edge && heights.get(edge);
      const [at, from] = [placed.get(id), edge && placed.get(edge.from.node)];
      if (!ends || !at || !from) continue;
      const y = from.y + ends.from - ends.to;
      const clear = nodes.every((other) => {
        const top = placed.get(other)?.y ?? 0;
        return other === id || y >= top + height(other) + GAP.below / 2 || top >= y + height(id) + GAP.below / 2;
      });
      if (clear && Math.abs(y - at.y) <= MOST_SHIFT) placed.set(id, { x: at.x, y });
    }
  }
  return placed;
}

/** Breaks the columns into rows no wider than `width`, only where a single wire crosses, so that no branch is torn. */
function wrap(columns: readonly Column[], { edges }: Level, width: number): readonly (readonly Column[])[] {
  const place = new Map(columns.flatMap((column, i) => column.nodes.map((id) => [id, i] as const)));
  const crossing = (cut: number) =>
    edges.filter((edge) => (place.get(edge.from.node) ?? cut) < cut && (place.get(edge.to.node) ?? 0) >= cut).length;
  const rows: Column[][] = [];
  let row: Column[] = [];
  columns.forEach((column, i) => {
    const [first] = row;
    row.push(column);
    if (!first || column.x + column.width - first.x <= width) return;
    const cut = lastCut(row, i, crossing);
    if (cut === undefined) return;
    rows.push(row.slice(0, cut));
    row = row.slice(cut);
  });
  return [...rows, row];
}

/** Where a row that has grown too wide is best broken: as late as it can be. `end`: number of its last column. */
function lastCut(row: readonly Column[], end: number, crossing: (cut: number) => number): number | undefined {
  for (let length = row.length - 1; length >= 1; length--) {
    if (crossing(end - (row.length - 1) + length) <= 1) return length;
  }
  return undefined;
}

/** Rows under one another; a short last row ends where the others do, so that the wire to it stays short. */
function alignRows(
  rows: readonly (readonly Column[])[],
  straight: ReadonlyMap<string, Position>,
  sizes: ReadonlyMap<string, Size>,
  start: Position,
): ReadonlyMap<string, Position> {
  const extent = (row: readonly Column[]) => {
    const [first, last] = [row[0], row.at(-1)];
    return first && last ? last.x + last.width - first.x : 0;
  };
  const widest = Math.max(...rows.map(extent));
  const placed = new Map<string, Position>();
  let top = start.y;
  rows.forEach((row, i) => {
    const ids = row.flatMap((column) => column.nodes);
    const highest = Math.min(...ids.map((id) => straight.get(id)?.y ?? 0));
    const left = row[0]?.x ?? 0;
    const indent = i > 0 && i === rows.length - 1 ? widest - extent(row) : 0;
    let bottom = top;
    for (const id of ids) {
      const at = straight.get(id) ?? start;
      const y = Math.round(top + at.y - highest);
      placed.set(id, { x: Math.round(start.x + indent + at.x - left), y });
      bottom = Math.max(bottom, y + (sizes.get(id)?.height ?? 0));
    }
    top = bottom + GAP.row;
  });
  return placed;
}
