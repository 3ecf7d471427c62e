import { portNumber } from '../../engine/check';
import type { Edge, Graph } from '../../engine/graph';
import { basePort } from '../../engine/nodes';

/** Numbers the ends of wires at ports that take several anew where one was taken away: 0, 1, 2, … in their order. */
export function closeGaps(graph: Graph): Graph {
  const numbered = graph.edges.filter((edge) => edge.to.port.includes(':'));
  const renamed = new Map<Edge, Edge>();
  const next = new Map<string, number>();
  for (const edge of [...numbered].sort((a, b) => portNumber(a.to.port) - portNumber(b.to.port))) {
    const base = basePort(edge.to.port);
    const key = `${edge.to.node} ${base}`;
    const number = next.get(key) ?? 0;
    next.set(key, number + 1);
    if (number !== portNumber(edge.to.port)) renamed.set(edge, { ...edge, to: { ...edge.to, port: `${base}:${number}` } });
  }
  return renamed.size === 0 ? graph : { ...graph, edges: graph.edges.map((edge) => renamed.get(edge) ?? edge) };
}
