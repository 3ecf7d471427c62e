import { isLayer } from '../../engine/check';
import {
  absolutePosition,
  addNodes,
  childrenOf,
  findNode,
  freshName,
  type Graph,
  type GraphNode,
  moveNodes,
  type Position,
  setParams,
  setParent,
  withDescendants,
} from '../../engine/graph';
import { defaultParams, nodeType, versionOf } from '../../engine/nodes';
import { GROUP, type Size, sizeOf } from './measures';
import { pushAside } from './room';

/** Groups: frames around layers that belong together, without meaning to the network. Groups may stand in groups. */

const TYPE = 'group';

export function isGroup(node: GraphNode): boolean {
  return nodeType(node.type)?.encloses === true;
}

export function isFolded(node: GraphNode): boolean {
  return isGroup(node) && node.params.folded === true;
}

/** Whether a node is the layer in a wrapper's frame; others stand on the canvas, be it in a group, and can be moved and wired. */
export function isFramed(graph: Graph, { parent }: GraphNode): boolean {
  const outer = parent === undefined ? undefined : findNode(graph, parent);
  return outer !== undefined && !isGroup(outer);
}

/** Everything that can be moved and wired by itself. */
export function looseNodes(graph: Graph): readonly GraphNode[] {
  return graph.nodes.filter((node) => !isFramed(graph, node));
}

/** The group a node stands in, if any. */
export function groupOf(graph: Graph, node: GraphNode | undefined): GraphNode | undefined {
  const outer = node?.parent === undefined ? undefined : findNode(graph, node.parent);
  return outer && isGroup(outer) ? outer : undefined;
}

const standIns = new WeakMap<readonly GraphNode[], ReadonlyMap<string, string>>();

/** For each node that a folded group hides: that group, the outermost one. */
export function hiddenBy(graph: Graph): ReadonlyMap<string, string> {
  const known = standIns.get(graph.nodes);
  if (known) return known;
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const hidden = new Map<string, string>();
  for (const node of graph.nodes) {
    let outer = node.parent === undefined ? undefined : byId.get(node.parent);
    while (outer) {
      if (isFolded(outer)) hidden.set(node.id, outer.id);
      outer = outer.parent === undefined ? undefined : byId.get(outer.parent);
    }
  }
  standIns.set(graph.nodes, hidden);
  return hidden;
}

/** What is seen of a node: itself, or the folded group that hides it. */
export function seenNode(graph: Graph, id: string): string {
  return hiddenBy(graph).get(id) ?? id;
}

interface Box extends Position, Size {}

const boxOf = (graph: Graph, node: GraphNode): Box => ({ ...absolutePosition(graph, node.id), ...sizeOf(graph, node) });

/** Moves nodes to places on the canvas, whatever group each of them stands in. */
export function placeNodes(graph: Graph, to: ReadonlyMap<string, Position>): Graph {
  const inside = new Map<string, Position>();
  for (const [id, { x, y }] of to) {
    const parent = findNode(graph, id)?.parent;
    const origin = parent === undefined ? { x: 0, y: 0 } : (to.get(parent) ?? absolutePosition(graph, parent));
    inside.set(id, { x: x - origin.x, y: y - origin.y });
  }
  return moveNodes(graph, inside);
}

/** Those of some nodes that stand in none of the others. */
export function outermost(graph: Graph, ids: Iterable<string>): readonly GraphNode[] {
  const chosen = new Set(ids);
  const within = (node: GraphNode): boolean => {
    if (node.parent === undefined) return false;
    const parent = findNode(graph, node.parent);
    return chosen.has(node.parent) || (parent !== undefined && within(parent));
  };
  return graph.nodes.filter((node) => chosen.has(node.id) && !isFramed(graph, node) && !within(node));
}

/** Puts a group around nodes, in the group that all of them stand in, if they do. → the graph and the group. */
export function groupNodes(graph: Graph, ids: Iterable<string>): { graph: Graph; id: string } | undefined {
  const members = outermost(graph, ids);
  const [first] = members;
  if (!first) return undefined;
  const shared = members.every((node) => node.parent === first.parent) ? first.parent : undefined;
  const definition = nodeType(TYPE);
  if (!definition) throw new Error('There is no node type for groups.');
  const id = freshName(graph, TYPE);
  const group: GraphNode = {
    id,
    type: TYPE,
    ...versionOf(definition),
    name: id,
    params: defaultParams(definition),
    position: { x: 0, y: 0 },
  };
  const added = addNodes(graph, [shared === undefined ? group : { ...group, parent: shared }]);
  return {
    graph: fitGroups(
      setParent(
        added,
        members.map((node) => node.id),
        id,
      ),
    ),
    id,
  };
}

/** Takes groups away from around what stands in them. */
export function ungroup(graph: Graph, ids: Iterable<string>): { graph: Graph; freed: readonly string[] } {
  const groups = [...ids].flatMap((id) => findNode(graph, id) ?? []).filter(isGroup);
  let next = graph;
  const freed: string[] = [];
  for (const { id, parent } of groups) {
    const inside = childrenOf(next, id).map((node) => node.id);
    next = setParent(next, inside, parent);
    next = { ...next, nodes: next.nodes.filter((node) => node.id !== id) };
    freed.push(...inside);
  }
  return { graph: next, freed: freed.filter((id) => findNode(next, id) !== undefined) };
}

/** Folds groups up, or unfolds them: what stands around one moves aside for it. */
export function foldGroups(graph: Graph, ids: readonly string[], folded: boolean): Graph {
  return ids.reduce((now, id) => {
    const group = findNode(now, id);
    if (!group || isFolded(group) === folded) return now;
    const next = setParams(now, id, { folded });
    return folded ? next : fitGroups(pushAside(next, id, sizeOf(now, group)));
  }, graph);
}

/** The layers of the model that stand in a group, at whatever depth. */
export function layersIn(graph: Graph, id: string): readonly GraphNode[] {
  const inside = withDescendants(graph, [id]);
  return graph.nodes.filter((node) => inside.has(node.id) && isLayer(graph, node));
}

/** The innermost open group at a point of the canvas in which a node could stand. */
export function groupAt(graph: Graph, node: GraphNode, { x, y }: Position): string | undefined {
  const own = withDescendants(graph, [node.id]);
  const hidden = hiddenBy(graph);
  const at = graph.nodes.filter((one) => {
    if (!isGroup(one) || isFolded(one) || own.has(one.id) || hidden.has(one.id)) return false;
    const box = boxOf(graph, one);
    return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  });
  return at.sort((a, b) => depthOf(graph, b) - depthOf(graph, a))[0]?.id;
}

/** How many frames and groups stand around a node. */
export function depthOf(graph: Graph, node: GraphNode): number {
  const outer = node.parent === undefined ? undefined : findNode(graph, node.parent);
  return outer ? 1 + depthOf(graph, outer) : 0;
}

/** Draws every group close around what stands in it, from the innermost on; one that holds nothing goes. */
export function fitGroups(graph: Graph): Graph {
  const groups = graph.nodes.filter(isGroup).sort((a, b) => depthOf(graph, b) - depthOf(graph, a));
  return groups.reduce((now, { id }) => fitGroup(now, id), graph);
}

function fitGroup(graph: Graph, id: string): Graph {
  const group = findNode(graph, id);
  const inside = childrenOf(graph, id);
  if (!group) return graph;
  if (inside.length === 0) return { ...graph, nodes: graph.nodes.filter((node) => node.id !== id) };
  const shift = {
    x: GROUP.padding - Math.min(...inside.map((node) => node.position.x)),
    y: GROUP.top - Math.min(...inside.map((node) => node.position.y)),
  };
  if (shift.x === 0 && shift.y === 0) return graph;
  const to = new Map<string, Position>([[id, { x: group.position.x - shift.x, y: group.position.y - shift.y }]]);
  for (const { id: child, position } of inside) to.set(child, { x: position.x + shift.x, y: position.y + shift.y });
  return moveNodes(graph, to);
}
