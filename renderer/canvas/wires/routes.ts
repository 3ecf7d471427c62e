import { create } from 'zustand';
import { type Edge, edgeId, formatShape, type Graph, type GraphNode, type TensorType } from '../../../engine/graph';
import { useCheck, useDocument } from '../../store';
import { useFlow } from '../flow';
import type { CardNode } from '../flowElements';
import { hiddenBy, isFolded, isFramed, isGroup } from '../groups';
import { heightOfPort, portHeight, sizeOf } from '../measures';
import { type BoxIndex, indexBoxes } from './boxIndex';
import { type Box, boxAround, boxesOverlap, corners, grow, type Point } from './geometry';
import { labelBox, placeLabels } from './labels';
import { betweenEnds, type Route, routeWire } from './route';

/** The way and the label of every wire as the cards stand now. */

export interface DrawnWire {
  readonly edge: Edge;
  readonly d: string;
  /** Points along it, close together. */
  readonly points: readonly Point[];
  /** The shape it carries, where it is known and finds a place. */
  readonly label: { readonly text: string; readonly at: Point } | null;
}

type Drawn = ReadonlyMap<string, DrawnWire>;

export const useRoutes = create<{ readonly wires: Drawn }>()(() => ({ wires: new Map() }));

/** A card as it stands on the canvas now. */
interface Placed {
  readonly node: GraphNode;
  readonly box: Box;
}

/** A wire's way with all that it depends on: while none of it changes, the way stays. */
interface Way {
  readonly graph: Graph;
  readonly from: Box;
  readonly to: Box;
  /** Where cards would be in its way. */
  readonly around: Box;
  readonly route: Route;
}

interface PlacedLabel {
  readonly way: Way;
  readonly text: string;
  readonly at: Point;
}

/** What was found before, so that only wires near what moved are routed and labelled again. */
interface Memory {
  placed: ReadonlyMap<string, Placed>;
  ways: ReadonlyMap<string, Way>;
  labels: ReadonlyMap<string, PlacedLabel>;
}

/** How far around both its ends a wire looks for cards in its way, in canvas pixels. */
const SIGHT = 400;

/** Every card with its place on the canvas, from the newest positions and the sizes measured. */
function placeCards(nodes: readonly CardNode[], graph: Graph, before: ReadonlyMap<string, Placed>): ReadonlyMap<string, Placed> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const cornerOf = (flow: CardNode): Point => {
    const parent = flow.parentId === undefined ? undefined : byId.get(flow.parentId);
    const origin = parent ? cornerOf(parent) : { x: 0, y: 0 };
    return { x: flow.position.x + origin.x, y: flow.position.y + origin.y };
  };
  const hidden = hiddenBy(graph);
  return new Map(
    nodes
      .filter(({ id }) => !hidden.has(id))
      .map((flow): [string, Placed] => {
        const { node } = flow.data;
        const { width, height } = flow.measured ?? {};
        const size = width === undefined || height === undefined ? sizeOf(graph, node) : { width, height };
        const box = { ...cornerOf(flow), ...size };
        const known = before.get(node.id);
        return [node.id, known && known.node === node && sameBox(known.box, box) ? known : { node, box }];
      }),
  );
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function endOf(graph: Graph, { node, box }: Placed, port: string, side: 'input' | 'output'): Point {
  const height = isGroup(node) ? portHeight(false, 0) : heightOfPort(graph, node, port, side);
  return { x: side === 'input' ? box.x : box.x + box.width, y: box.y + height };
}

/** Where cards stood or stand that did not stand there before. */
function changedPlaces(before: ReadonlyMap<string, Placed>, now: ReadonlyMap<string, Placed>): readonly Box[] {
  const gone = [...before].filter(([id, card]) => now.get(id) !== card).map(([, { box }]) => box);
  const come = [...now].filter(([id, card]) => before.get(id) !== card).map(([, { box }]) => box);
  return [...gone, ...come];
}

interface Scene {
  readonly graph: Graph;
  readonly placed: ReadonlyMap<string, Placed>;
  /** The cards on the canvas; what stands in frames has its place within theirs. */
  readonly cards: BoxIndex;
  readonly changed: readonly Box[];
}

function findWay({ graph, placed, cards, changed }: Scene, edge: Edge, before: Way | undefined): Way | undefined {
  const hidden = hiddenBy(graph);
  const [source, target] = [hidden.get(edge.from.node) ?? edge.from.node, hidden.get(edge.to.node) ?? edge.to.node];
  const [from, to] = [placed.get(source), placed.get(target)];
  if (!from || !to || from === to) return undefined;
  const kept = before?.graph === graph && before.from === from.box && before.to === to.box;
  if (kept && !changed.some((box) => boxesOverlap(before.around, box))) return before;
  const sight = grow(boxAround([...corners(from.box), ...corners(to.box)]), SIGHT);
  const [start, end] = [endOf(graph, from, edge.from.port, 'output'), endOf(graph, to, edge.to.port, 'input')];
  const route = routeWire({
    from: start,
    to: end,
    fromBox: from.box,
    toBox: to.box,
    obstacles: cards.at(sight).filter((box) => box !== from.box && box !== to.box),
  });
  return { graph, from: from.box, to: to.box, around: route.isDirect ? betweenEnds(start, end) : sight, route };
}

function drawWires(nodes: readonly CardNode[], graph: Graph, types: ReadonlyMap<string, TensorType>, memory: Memory): Drawn {
  const placed = placeCards(nodes, graph, memory.placed);
  // Wires run through an open group, and not through the cards in it.
  const outer = [...placed.values()]
    .filter(({ node }) => !isFramed(graph, node) && !(isGroup(node) && !isFolded(node)))
    .map(({ box }) => box);
  const scene: Scene = { graph, placed, cards: indexBoxes(outer), changed: changedPlaces(memory.placed, placed) };
  const ways = new Map<string, Way>();
  for (const edge of graph.edges) {
    const id = edgeId(edge);
    const way = findWay(scene, edge, memory.ways.get(id));
    if (way) ways.set(id, way);
  }
  const labels = labelWays(scene, ways, types, memory.labels);
  memory.placed = placed;
  memory.ways = ways;
  memory.labels = labels;
  return new Map(
    graph.edges.flatMap((edge): [string, DrawnWire][] => {
      const id = edgeId(edge);
      const way = ways.get(id);
      return way ? [[id, { edge, d: way.route.d, points: way.route.points, label: labels.get(id) ?? null }]] : [];
    }),
  );
}

/** The shapes on the wires: those of wires that stayed stay too, the others find a place beside them, short wires first. */
function labelWays(
  { graph, cards, changed }: Scene,
  ways: ReadonlyMap<string, Way>,
  types: ReadonlyMap<string, TensorType>,
  before: ReadonlyMap<string, PlacedLabel>,
): ReadonlyMap<string, PlacedLabel> {
  const labels = new Map<string, PlacedLabel>();
  const taken = indexBoxes();
  const open: { id: string; text: string; way: Way }[] = [];
  const said = new Set<string>();
  for (const edge of graph.edges) {
    const id = edgeId(edge);
    // Another wire between the same two nodes carries the same thing: one label says it for both.
    const same = `${edge.from.node} ${edge.from.port} ${edge.to.node}`;
    const [type, way] = [types.get(id), ways.get(id)];
    if (!type || !way || said.has(same)) continue;
    said.add(same);
    const text = formatShape(type.shape);
    const old = before.get(id);
    const box = old && labelBox(old.at, text);
    if (old && box && old.way === way && old.text === text && !changed.some((card) => boxesOverlap(card, box))) {
      labels.set(id, old);
      taken.add(box);
    } else open.push({ id, text, way });
  }
  open.sort((a, b) => a.way.route.points.length - b.way.route.points.length);
  const found = placeLabels(
    open.map(({ id, text, way }) => ({ id, text, places: way.route.places })),
    cards,
    taken,
  );
  for (const { id, text, way } of open) {
    const at = found.get(id);
    if (at) labels.set(id, { way, text, at });
  }
  return labels;
}

/** Follows cards, wires and shapes. → stops doing so. */
export function watchRoutes(): () => void {
  const memory: Memory = { placed: new Map(), ways: new Map(), labels: new Map() };
  const redraw = () => {
    const graph = useDocument.getState().document?.history.present.graph;
    if (!graph) return;
    const now = drawWires(useFlow.getState().nodes, graph, useCheck.getState().checked.wires, memory);
    const { wires: before } = useRoutes.getState();
    useRoutes.setState({ wires: new Map([...now].map(([id, wire]): [string, DrawnWire] => [id, sameWire(before.get(id), wire)])) });
  };
  redraw();
  const stops = [
    useFlow.subscribe(({ nodes, edges }, before) => {
      if (nodes !== before.nodes || edges !== before.edges) redraw();
    }),
    useCheck.subscribe(({ checked }, before) => {
      if (checked.wires !== before.checked.wires) redraw();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The old object where the wire is drawn as before, so that it is not drawn again. */
function sameWire(before: DrawnWire | undefined, now: DrawnWire): DrawnWire {
  const same =
    before?.d === now.d &&
    before.label?.text === now.label?.text &&
    before.label?.at.x === now.label?.at.x &&
    before.label?.at.y === now.label?.at.y;
  return same ? before : now;
}
