import { childrenOf, type Graph, type GraphNode, topologicalOrder } from '../../engine/graph';
import { type Group, nodeType } from '../../engine/nodes';

/** A network drawn small: boxes from left to right, as a card on the start page shows it. Units of the picture's view box. */

export interface PictureBox {
  readonly id: string;
  readonly group: Group;
  readonly label: string;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface GraphPicture {
  readonly boxes: readonly PictureBox[];
  /** SVG paths. */
  readonly wires: readonly string[];
}

export const BOX_HEIGHT = 22;
const GAP = 10;
const ROW = 34;
const BARE = 13;
/** 10 px letters and the air beside them. */
const CHARACTER = 5.2;
const AIR = 12;
/** How far a box is lifted out of the way of a wire that passes it. */
const LIFT = 27;
/** How much of its width a lifted box takes from the room above its neighbours. */
const LIFTED_OVERHANG = 26;
/** Wires keep a bend even where boxes stand above each other. */
const LEAST_BEND = 5;

/** What stands in a box, from the most telling to the shortest; the picture takes the first with which everything fits. */
function labels(graph: Graph, node: GraphNode): readonly [string, string, string] {
  if (nodeType(node.type)?.encloses) return [node.name, node.name, ''];
  const inner = childrenOf(graph, node.id)[0];
  if (inner) {
    const [long, , short] = labels(graph, inner);
    return [`⇄ ${long}`, `⇄ ${nodeType(inner.type)?.title ?? ''}`, `⇄ ${short}`];
  }
  const { units, dimensions } = node.params;
  const title = nodeType(node.type)?.title ?? node.type;
  if (nodeType(node.type)?.group === 'recurrent') return [`${title} ${units}`, title, String(units)];
  if (units !== undefined) return [String(units), String(units), String(units)];
  if (dimensions !== undefined) return [String(dimensions), String(dimensions), String(dimensions)];
  return node.type === 'attention' ? [title, title, ''] : ['', '', ''];
}

export function drawGraph(whole: Graph, size: { width: number; height: number }): GraphPicture {
  const graph = outline(whole);
  const columns = inColumns(graph);
  const choices = [0, 1, 2].map((detail) => columns.map((column) => column.map((node) => labels(whole, node)[detail] ?? '')));
  const lifted = columns.map(
    (column, index) => column.length === 1 && column[0] !== undefined && isPassed(graph, columns, index, column[0]),
  );
  const room = (width: number, index: number) => (lifted[index] ? Math.max(BARE, width - LIFTED_OVERHANG) : width);
  const drawn = choices.map((texts) => texts.map((column, index) => room(Math.max(...column.map(widthOf)), index)));
  const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
  const detail = Math.max(
    0,
    drawn.findIndex((widths) => total(widths) <= size.width),
  );
  const chosen = drawn[detail] && total(drawn[detail]) <= size.width ? detail : 2;
  const widths = drawn[chosen] ?? [];
  // Even the shortest labels may be too much: then the whole is drawn smaller by the view box, from the left edge on.
  let left = Math.max(0, (size.width - total(widths)) / 2);
  const boxes = new Map<string, PictureBox>();
  columns.forEach((column, index) => {
    const width = widths[index] ?? BARE;
    column.forEach((node, row) => {
      const raised = lifted[index] ? LIFT : 0;
      boxes.set(node.id, {
        id: node.id,
        group: nodeType(node.type)?.group ?? 'data',
        label: choices[chosen]?.[index]?.[row] ?? '',
        x: left + width / 2,
        y: size.height / 2 + (row - (column.length - 1) / 2) * ROW - raised,
        width: widthOf(choices[chosen]?.[index]?.[row] ?? ''),
      });
    });
    left += width + GAP;
  });
  const wires = graph.edges.flatMap(({ from, to }) => {
    const start = boxes.get(from.node);
    const end = boxes.get(to.node);
    return start && end ? [wire(start, end)] : [];
  });
  return { boxes: [...boxes.values()], wires: [...new Set(wires)] };
}

/** The outermost nodes alone: what is wired to a layer within a group is wired to the group. */
function outline(graph: Graph): Graph {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const outermost = (id: string): string => {
    const parent = byId.get(id)?.parent;
    return parent === undefined ? id : outermost(parent);
  };
  const edges = graph.edges.map(({ from, to }) => ({
    from: { ...from, node: outermost(from.node) },
    to: { ...to, node: outermost(to.node) },
  }));
  return { nodes: graph.nodes.filter(({ parent }) => parent === undefined), edges: edges.filter(({ from, to }) => from.node !== to.node) };
}

function widthOf(label: string): number {
  return label === '' ? BARE : label.length * CHARACTER + AIR;
}

function wire(start: PictureBox, end: PictureBox): string {
  const x1 = start.x + start.width / 2;
  const x2 = end.x - end.width / 2;
  const bend = Math.max(LEAST_BEND, Math.min(GAP * 2, (x2 - x1) / 2));
  return `M${x1} ${start.y}C${x1 + bend} ${start.y} ${x2 - bend} ${end.y} ${x2} ${end.y}`;
}

/** Nodes, each as far left as its inputs allow, and top to bottom as they stand on the canvas. */
function inColumns(graph: Graph): GraphNode[][] {
  const column = new Map<string, number>();
  const order = topologicalOrder(graph);
  for (const id of order.is === 'ordered' ? order.nodes : []) {
    const before = graph.edges.filter(({ to }) => to.node === id).map(({ from }) => column.get(from.node) ?? 0);
    column.set(id, before.length > 0 ? Math.max(...before) + 1 : 0);
  }
  const columns: GraphNode[][] = [];
  for (const node of graph.nodes) {
    const index = column.get(node.id) ?? 0;
    while (columns.length <= index) columns.push([]);
    columns[index]?.push(node);
  }
  return columns.filter((nodes) => nodes.length > 0).map((nodes) => nodes.sort((a, b) => a.position.y - b.position.y));
}

/** Whether a wire runs from a column before this one to a column behind it. */
function isPassed(graph: Graph, columns: readonly GraphNode[][], index: number, node: GraphNode): boolean {
  const columnOf = (id: string) => columns.findIndex((column) => column.some((each) => each.id === id));
  return graph.edges.some(
    ({ from, to }) => from.node !== node.id && to.node !== node.id && columnOf(from.node) < index && columnOf(to.node) > index,
  );
}
