import { findNode, type Graph, type GraphNode, moveNodes, type Position, reachableFrom } from '../../engine/graph';
import { GAP, type Size, sizeOf } from './measures';

/** Space for what has come or grown: others move aside, within the same group. */

export interface Room extends Position, Size {}

export function overlaps(a: Room, b: Room): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function roomOf(graph: Graph, node: GraphNode): Room {
  return { ...node.position, ...sizeOf(graph, node) };
}

function shifted(graph: Graph, nodes: readonly GraphNode[], x: number, y: number): Graph {
  return moveNodes(graph, new Map(nodes.map((node) => [node.id, { x: node.position.x + x, y: node.position.y + y }])));
}

/** Where a layer that was put into a wire would cover others, what follows it in its row moves aside, and what is below it down. */
export function makeRoom(graph: Graph, id: string, next: string): Graph {
  const [node, target] = [findNode(graph, id), findNode(graph, next)];
  if (!node || !target || target.parent !== node.parent) return graph;
  const own = roomOf(graph, node);
  const covers = graph.nodes.some((one) => one.id !== id && one.parent === node.parent && overlaps(own, roomOf(graph, one)));
  if (!covers) return graph;
  const after = reachableFrom(graph.edges, next);
  const { height } = sizeOf(graph, target);
  const inRow = (one: GraphNode) =>
    one.position.y < target.position.y + height && target.position.y < one.position.y + sizeOf(graph, one).height;
  const moved = graph.nodes.filter(
    (one) => after.has(one.id) && one.parent === node.parent && one.position.x >= target.position.x && inRow(one),
  );
  const aside = shifted(graph, moved, own.width + GAP.beside, 0);
  return pushDown(moveNodes(aside, new Map([[id, target.position]])), id);
}

/** A node has grown from `before`: what stood beside it moves to the right, and what stood below it down, as far as it has grown. */
export function pushAside(graph: Graph, id: string, before: Size): Graph {
  const node = findNode(graph, id);
  if (!node) return graph;
  const own = roomOf(graph, node);
  const beside = graph.nodes.filter((one) => {
    const room = roomOf(graph, one);
    return isSibling(node, one) && one.position.x >= node.position.x + before.width && overlaps({ ...own, width: Infinity }, room);
  });
  return pushDown(shifted(graph, beside, Math.max(0, own.width - before.width), 0), id);
}

/** Moves everything below a node down until none of it is covered. */
function pushDown(graph: Graph, id: string): Graph {
  const node = findNode(graph, id);
  if (!node) return graph;
  const own = roomOf(graph, node);
  const covered = graph.nodes.filter((one) => isSibling(node, one) && overlaps(own, roomOf(graph, one)));
  if (covered.length === 0) return graph;
  const top = Math.min(...covered.map((one) => one.position.y));
  const below = graph.nodes.filter((one) => isSibling(node, one) && one.position.y >= Math.max(top, node.position.y + 1));
  return shifted(graph, below, 0, own.y + own.height + GAP.below - top);
}

function isSibling(node: GraphNode, one: GraphNode): boolean {
  return one.id !== node.id && one.parent === node.parent;
}
