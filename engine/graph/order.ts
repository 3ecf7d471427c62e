import type { Edge, Graph, PortRef } from './types';

export type Order =
  | { is: 'ordered'; nodes: readonly string[] }
  /** The nodes that stand on cycles or behind them. */
  | { is: 'cyclic'; nodes: readonly string[] };

/** Node ids so that every wire runs forward; nodes that are free to stand anywhere keep the order of `graph.nodes`. Kahn 1962. */
export function topologicalOrder(graph: Graph): Order {
  const waiting = new Map(graph.nodes.map((node) => [node.id, 0]));
  const after = new Map<string, string[]>();
  for (const { from, to } of graph.edges) {
    waiting.set(to.node, (waiting.get(to.node) ?? 0) + 1);
    const list = after.get(from.node);
    if (list) list.push(to.node);
    else after.set(from.node, [to.node]);
  }
  const ordered = graph.nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id);
  for (let i = 0; i < ordered.length; i++) {
    for (const next of after.get(ordered[i] as string) ?? []) {
      const left = (waiting.get(next) as number) - 1;
      waiting.set(next, left);
      if (left === 0) ordered.push(next);
    }
  }
  if (ordered.length === graph.nodes.length) return { is: 'ordered', nodes: ordered };
  const done = new Set(ordered);
  return { is: 'cyclic', nodes: graph.nodes.map((node) => node.id).filter((id) => !done.has(id)) };
}

/** Every node that can be reached along wires from `start`, `start` included. */
export function reachableFrom(edges: readonly Edge[], start: string): ReadonlySet<string> {
  const seen = new Set([start]);
  const queue = [start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const edge of edges) {
      if (edge.from.node === node && !seen.has(edge.to.node)) {
        seen.add(edge.to.node);
        queue.push(edge.to.node);
      }
    }
  }
  return seen;
}

/** Every node from which a wire leads, by way of others, to one of `ends`, these included. */
export function leadingTo(graph: Graph, ends: Iterable<string>): ReadonlySet<string> {
  const seen = new Set(ends);
  const sources = new Map<string, string[]>();
  for (const { from, to } of graph.edges) sources.set(to.node, [...(sources.get(to.node) ?? []), from.node]);
  const queue = [...seen];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const source of sources.get(node) ?? []) {
      if (seen.has(source)) continue;
      seen.add(source);
      queue.push(source);
    }
  }
  return seen;
}

/** Whether a wire between these ports would close a cycle. */
export function wouldCycle(graph: Graph, from: PortRef, to: PortRef): boolean {
  return reachableFrom(graph.edges, to.node).has(from.node);
}
