import { create } from 'zustand';
import { type Edge, edgeId, formatShape, type Graph, type GraphNode, samePort, type TensorType } from '../../../engine/graph';
import { useCheck, useDocument } from '../../store';
import { type CardNode, useFlow } from '../flow';
import { heightOfPort, sizeOf } from '../measures';
import type { Box, Point } from './geometry';
import { placeLabels } from './labels';
import { type Route, routeWire } from './route';

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

/** Every card with its place on the canvas, from the newest positions and the sizes measured. */
function placeCards(nodes: readonly CardNode[], graph: Graph): ReadonlyMap<string, Placed> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return new Map(
    nodes.map((flow): [string, Placed] => {
      const { node } = flow.data;
      const parent = flow.parentId === undefined ? undefined : byId.get(flow.parentId);
      const estimated = sizeOf(graph, node);
      return [
        node.id,
        {
          node,
          box: {
            x: flow.position.x + (parent?.position.x ?? 0),
            y: flow.position.y + (parent?.position.y ?? 0),
            width: flow.measured?.width ?? estimated.width,
            height: flow.measured?.height ?? estimated.height,
          },
        },
      ];
    }),
  );
}

function endOf(graph: Graph, { node, box }: Placed, port: string, side: 'input' | 'output'): Point {
  return { x: side === 'input' ? box.x : box.x + box.width, y: box.y + heightOfPort(graph, node, port, side) };
}

/** Wires in the order their labels are placed: short ones, which have the least choice, first. */
export function drawWires(nodes: readonly CardNode[], graph: Graph, types: ReadonlyMap<string, TensorType>): Drawn {
  const placed = placeCards(nodes, graph);
  const outer = [...placed.values()].filter(({ node }) => node.parent === undefined);
  const routes = new Map<string, { edge: Edge; route: Route }>();
  for (const edge of graph.edges) {
    const from = placed.get(edge.from.node);
    const to = placed.get(edge.to.node);
    if (!from || !to) continue;
    const obstacles = outer.filter((card) => card !== from && card !== to).map((card) => card.box);
    const route = routeWire({
      from: endOf(graph, from, edge.from.port, 'output'),
      to: endOf(graph, to, edge.to.port, 'input'),
      fromBox: from.box,
      toBox: to.box,
      obstacles,
    });
    routes.set(edgeId(edge), { edge, route });
  }
  const labels = [...routes]
    .filter(([id, { edge }]) => types.has(id) && !repeats(graph, edge))
    .map(([id, { route }]) => ({ id, text: formatShape(types.get(id)?.shape ?? []), places: route.places, length: route.points.length }))
    .sort((a, b) => a.length - b.length);
  const places = placeLabels(
    labels,
    outer.map((card) => card.box),
  );
  const texts = new Map(labels.map(({ id, text }) => [id, text]));
  return new Map(
    [...routes].map(([id, { edge, route }]): [string, DrawnWire] => {
      const at = places.get(id);
      return [id, { edge, d: route.d, points: route.points, label: at ? { text: texts.get(id) ?? '', at } : null }];
    }),
  );
}

/** Whether an earlier wire between the same two nodes carries the same thing: one label says it for both. */
function repeats(graph: Graph, edge: Edge): boolean {
  return graph.edges.some(
    (other) => other !== edge && samePort(other.from, edge.from) && other.to.node === edge.to.node && comesBefore(graph, other, edge),
  );
}

function comesBefore(graph: Graph, a: Edge, b: Edge): boolean {
  return graph.edges.indexOf(a) < graph.edges.indexOf(b);
}

function redraw() {
  const graph = useDocument.getState().document?.history.present.graph;
  if (!graph) return;
  const now = drawWires(useFlow.getState().nodes, graph, useCheck.getState().checked.wires);
  const { wires: before } = useRoutes.getState();
  const shared = new Map([...now].map(([id, wire]): [string, DrawnWire] => [id, sameWire(before.get(id), wire)]));
  useRoutes.setState({ wires: shared });
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

/** Follows cards, wires and shapes. → stops doing so. */
export function watchRoutes(): () => void {
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
