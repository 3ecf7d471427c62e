import { childrenOf, type Edge, findNode, type Graph, type GraphNode, type Params, type PortRef, type Position, samePort } from './types';

/** An unused name such as `lstm-2`, from the stem `lstm`. */
export function freshName(graph: Graph, stem: string): string {
  const taken = new Set(graph.nodes.flatMap((node) => [node.id, node.name]));
  let number = 1;
  while (taken.has(`${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}

export function addNodes(graph: Graph, nodes: readonly GraphNode[], edges: readonly Edge[] = []): Graph {
  return { nodes: [...graph.nodes, ...nodes], edges: [...graph.edges, ...edges] };
}

/** The ids given and everything that stands inside them. */
export function withDescendants(graph: Graph, ids: Iterable<string>): ReadonlySet<string> {
  const all = new Set(ids);
  let size = -1;
  while (size !== all.size) {
    size = all.size;
    for (const node of graph.nodes) if (node.parent !== undefined && all.has(node.parent)) all.add(node.id);
  }
  return all;
}

/** Removes nodes, what stands inside them, and every wire at either. */
export function removeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = withDescendants(graph, ids);
  return {
    nodes: graph.nodes.filter((node) => !gone.has(node.id)),
    edges: graph.edges.filter((edge) => !gone.has(edge.from.node) && !gone.has(edge.to.node)),
  };
}

/** Wires two ports; an input port takes one wire, so an earlier one gives way. */
export function connect(graph: Graph, from: PortRef, to: PortRef): Graph {
  return { ...graph, edges: [...graph.edges.filter((edge) => !samePort(edge.to, to)), { from, to }] };
}

export function disconnect(graph: Graph, edges: readonly Edge[]): Graph {
  const gone = (edge: Edge) => edges.some((other) => samePort(edge.from, other.from) && samePort(edge.to, other.to));
  return { ...graph, edges: graph.edges.filter((edge) => !gone(edge)) };
}

function updateNode(graph: Graph, id: string, change: (node: GraphNode) => GraphNode): Graph {
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === id ? change(node) : node)) };
}

export function setParams(graph: Graph, id: string, params: Params): Graph {
  return updateNode(graph, id, (node) => ({ ...node, params: { ...node.params, ...params } }));
}

export function rename(graph: Graph, id: string, name: string): Graph {
  return updateNode(graph, id, (node) => ({ ...node, name }));
}

export function moveNodes(graph: Graph, to: ReadonlyMap<string, Position>): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const position = to.get(node.id);
      return position ? { ...node, position } : node;
    }),
  };
}

export function setBypassed(graph: Graph, ids: Iterable<string>, bypassed: boolean): Graph {
  const chosen = new Set(ids);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (!chosen.has(node.id)) return node;
      const { bypassed: _, ...rest } = node;
      return bypassed ? { ...rest, bypassed: true } : rest;
    }),
  };
}

/** Puts a node between the ends of a wire: its input port takes the wire, its output port feeds where the wire went. */
export function splice(graph: Graph, edge: Edge, node: string, ports: { input: string; output: string }): Graph {
  const cut = disconnect(graph, [edge]);
  return connect(connect(cut, edge.from, { node, port: ports.input }), { node, port: ports.output }, edge.to);
}

/** Moves nodes into a frame or group (or out, with undefined), keeping their place on the canvas. */
export function setParent(graph: Graph, ids: readonly string[], parent: string | undefined): Graph {
  const chosen = new Set(ids);
  const origin = parent === undefined ? { x: 0, y: 0 } : absolutePosition(graph, parent);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (!chosen.has(node.id)) return node;
      const at = absolutePosition(graph, node.id);
      const { parent: _, ...rest } = node;
      const moved = { ...rest, position: { x: at.x - origin.x, y: at.y - origin.y } };
      return parent === undefined ? moved : { ...moved, parent };
    }),
  };
}

/** A node's top left corner on the canvas, whatever it stands in. */
export function absolutePosition(graph: Graph, id: string): Position {
  const node = findNode(graph, id);
  if (!node) return { x: 0, y: 0 };
  if (node.parent === undefined) return node.position;
  const outer = absolutePosition(graph, node.parent);
  return { x: outer.x + node.position.x, y: outer.y + node.position.y };
}

/** A part of a graph to be copied: the nodes, what stands inside them, and the wires between them. */
export function extract(graph: Graph, ids: Iterable<string>): Graph {
  const chosen = withDescendants(graph, ids);
  return {
    nodes: graph.nodes
      .filter((node) => chosen.has(node.id))
      .map((node) => {
        if (node.parent === undefined || chosen.has(node.parent)) return node;
        const { parent: _, ...rest } = node;
        return { ...rest, position: absolutePosition(graph, node.id) };
      }),
    edges: graph.edges.filter((edge) => chosen.has(edge.from.node) && chosen.has(edge.to.node)),
  };
}

export interface Pasted {
  readonly graph: Graph;
  /** Of the new outermost nodes. */
  readonly ids: readonly string[];
  /** The new id of each node of the part, by its id there. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Adds a copied part under fresh ids and names. */
export function paste(graph: Graph, part: Graph, offset: Position): Pasted {
  const ids = new Map<string, string>();
  let next = graph;
  for (const node of part.nodes) {
    const stem = node.name.replace(/-\d+$/, '');
    const id = freshName(next, stem);
    ids.set(node.id, id);
    next = addNodes(next, [{ ...node, id, name: id }]);
  }
  const renamed = (id: string) => ids.get(id) ?? id;
  const added = new Set(ids.values());
  const outermost = part.nodes.filter((node) => node.parent === undefined).map((node) => renamed(node.id));
  const nodes = next.nodes.map((node) => {
    if (!added.has(node.id)) return node;
    if (node.parent !== undefined) return { ...node, parent: renamed(node.parent) };
    return { ...node, position: { x: node.position.x + offset.x, y: node.position.y + offset.y } };
  });
  const edges = part.edges.map(({ from, to }) => ({
    from: { node: renamed(from.node), port: from.port },
    to: { node: renamed(to.node), port: to.port },
  }));
  return { graph: { nodes, edges: [...next.edges, ...edges] }, ids: outermost, renamed: ids };
}

/** The recurrent layer that stands in a wrapper's frame. */
export function innerNode(graph: Graph, id: string): GraphNode | undefined {
  return childrenOf(graph, id)[0];
}
