import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolutePosition,
  addNodes,
  connect,
  disconnect,
  emptyGraph,
  extract,
  freshName,
  type Graph,
  type GraphNode,
  paste,
  removeNodes,
  setParent,
  splice,
  topologicalOrder,
  wouldCycle,
} from '.';

const node = (id: string, parent?: string): GraphNode => ({
  id,
  type: 'dense',
  name: id,
  params: {},
  position: { x: 10, y: 20 },
  ...(parent ? { parent } : {}),
});
const out = (id: string) => ({ node: id, port: 'output' });
const into = (id: string) => ({ node: id, port: 'input' });

const chainOf = (...ids: string[]): Graph =>
  ids.slice(1).reduce(
    (graph, id, i) => connect(graph, out(ids[i] as string), into(id)),
    addNodes(
      emptyGraph,
      ids.map((id) => node(id)),
    ),
  );

describe('edits', () => {
  test('leave the graph they started from as it was', () => {
    const graph = chainOf('a', 'b', 'c');
    const before = JSON.stringify(graph);
    removeNodes(connect(graph, out('a'), into('c')), ['b']);
    expect(JSON.stringify(graph)).toBe(before);
  });

  test('a new wire at an input takes the place of the old one', () => {
    const graph = connect(chainOf('a', 'b', 'c'), out('a'), into('c'));
    expect(graph.edges.filter((edge) => edge.to.node === 'c')).toEqual([{ from: out('a'), to: into('c') }]);
  });

  test('removing a frame removes what stands in it, and the wires of both', () => {
    const graph = addNodes(chainOf('a', 'frame', 'c'), [node('inner', 'frame')]);
    const left = removeNodes(graph, ['frame']);
    expect(left.nodes.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(left.edges).toEqual([]);
  });

  test('splicing puts a node between the ends of a wire', () => {
    const graph = addNodes(chainOf('a', 'c'), [node('b')]);
    const [wire] = graph.edges;
    if (!wire) throw new Error('The chain has no wire.');
    expect(splice(graph, wire, 'b', { input: 'input', output: 'output' }).edges).toEqual(chainOf('a', 'b', 'c').edges);
  });

  test('moving into a frame and out again keeps the place on the canvas', () => {
    const graph = addNodes(emptyGraph, [{ ...node('frame'), position: { x: 100, y: 50 } }, node('a')]);
    const inside = setParent(graph, ['a'], 'frame');
    expect(inside.nodes[1]?.position).toEqual({ x: -90, y: -30 });
    expect(absolutePosition(inside, 'a')).toEqual({ x: 10, y: 20 });
    expect(setParent(inside, ['a'], undefined).nodes[1]).toEqual(node('a'));
  });

  test('a pasted copy has names of its own and the wires between its nodes', () => {
    const graph = chainOf('dense-1', 'dense-2', 'dense-3');
    const { graph: pasted, ids } = paste(graph, extract(graph, ['dense-1', 'dense-2']), { x: 5, y: 5 });
    expect(ids).toEqual(['dense-4', 'dense-5']);
    expect(pasted.edges.slice(2)).toEqual([{ from: out('dense-4'), to: into('dense-5') }]);
    expect(new Set(pasted.nodes.map(({ name }) => name)).size).toBe(5);
  });

  test('fresh names are free', () => {
    expect(freshName(chainOf('dense-1', 'dense-2'), 'dense')).toBe('dense-3');
  });
});

describe('order', () => {
  const graphs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 }).map((pairs) =>
    pairs.reduce(
      (graph, [from, to]) => {
        const [a, b] = [`n${from}`, { node: `n${to}`, port: `input:${from}` }];
        return wouldCycle(graph, out(a), b) ? graph : connect(graph, out(a), b);
      },
      addNodes(
        emptyGraph,
        Array.from({ length: 8 }, (_, i) => node(`n${i}`)),
      ),
    ),
  );

  test('every wire runs forward, in any graph that was built wire by wire', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const order = topologicalOrder(graph);
        expect(order.is).toBe('ordered');
        for (const { from, to } of graph.edges) expect(order.nodes.indexOf(from.node)).toBeLessThan(order.nodes.indexOf(to.node));
      }),
    );
  });

  test('a circle is found, with the nodes on it and behind it', () => {
    const graph = connect(chainOf('a', 'b', 'c', 'd'), out('c'), { node: 'b', port: 'second' });
    expect(topologicalOrder(graph)).toEqual({ is: 'cyclic', nodes: ['b', 'c', 'd'] });
    expect(topologicalOrder(disconnect(graph, graph.edges.slice(-1))).is).toBe('ordered');
  });
});
