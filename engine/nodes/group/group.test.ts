import { describe, expect, test } from 'vitest';
import { check } from '../../check';
import type { Graph, GraphNode } from '../../graph';
import { flawInGraph } from '../../project/read';
import { floats } from '../testing/arguments';
import { chain } from '../testing/graphs';

const group = (id: string, parent?: string): GraphNode => ({
  id,
  type: 'group',
  name: id,
  params: { folded: false },
  position: { x: 0, y: 0 },
  ...(parent === undefined ? {} : { parent }),
});
const data = { input: floats(10, 3), columns: ['a', 'b', 'c'], target: { is: 'values' as const, shape: [1] } };
const plain = chain([{ type: 'bidirectional', inner: { type: 'lstm' } }, { type: 'dense' }]);
const inside = (graph: Graph, parents: Readonly<Record<string, string>>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => {
    const parent = parents[node.id];
    return parent === undefined ? node : { ...node, parent };
  }),
});

describe('Group', () => {
  test('holds any nodes, a wrapper with its layer and other groups among them, and the check stays as it was', () => {
    const grouped = inside(
      { ...plain, nodes: [...plain.nodes, group('outer'), group('inner', 'outer')] },
      { 'bidirectional-2': 'inner', 'dense-4': 'outer' },
    );
    expect(flawInGraph(grouped)).toBeUndefined();
    expect(check(grouped, { data })).toEqual(check(plain, { data }));
  });

  test('an empty one is no problem', () => {
    expect(check({ ...plain, nodes: [...plain.nodes, group('empty')] }, { data }).problems).toEqual([]);
  });

  test('cannot stand in itself', () => {
    const circle = { ...plain, nodes: [...plain.nodes, group('a', 'b'), group('b', 'a')] };
    expect(flawInGraph(circle)).toMatch(/node "a" stands in itself, by way of "b"/);
    expect(flawInGraph({ ...plain, nodes: [...plain.nodes, group('a', 'a')] })).toMatch(/stands in itself/);
  });
});
