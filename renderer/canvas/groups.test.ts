import { expect, test } from 'vitest';
import { check } from '../../engine/check';
import { absolutePosition, childrenOf, findNode, type Graph, removeNodes } from '../../engine/graph';
import { arrangeGraph } from './arrange';
import { reconcileEdges, reconcileNodes } from './flowElements';
import { fitGroups, foldGroups, groupAt, groupNodes, hiddenBy, outermost, placeNodes, ungroup } from './groups';
import { addLayer, setInFrame, spliceLayer, wireToEnd } from './layers';
import { GROUP, sizeOf } from './measures';
import { chain, node, wire } from './testGraphs';

function grouped(...ids: string[]): { graph: Graph; id: string } {
  const made = groupNodes(chain(), ids);
  if (!made) throw new Error('There was nothing to group.');
  return made;
}

test('a group stands close around its layers, which stay where they were', () => {
  const { graph, id } = grouped('lstm-1', 'dense-1');
  expect(childrenOf(graph, id).map((one) => one.id)).toEqual(['lstm-1', 'dense-1']);
  expect(absolutePosition(graph, 'lstm-1')).toEqual({ x: 280, y: 0 });
  expect(absolutePosition(graph, 'dense-1')).toEqual({ x: 560, y: 0 });
  expect(findNode(graph, id)?.position).toEqual({ x: 280 - GROUP.padding, y: -GROUP.top });
  expect(graph.edges).toEqual(chain().edges);
});

test('taken away again, it leaves the graph as it was', () => {
  const { graph, id } = grouped('lstm-1', 'dense-1');
  expect(ungroup(graph, [id])).toEqual({ graph: chain(), freed: ['lstm-1', 'dense-1'] });
});

test('groups stand in groups, and what is moved by its group is not moved twice', () => {
  const inner = grouped('lstm-1', 'dense-1');
  const outer = groupNodes(inner.graph, [inner.id, 'out']);
  expect(outer && findNode(outer.graph, inner.id)?.parent).toBe(outer?.id);
  expect(outer && outermost(outer.graph, ['lstm-1', inner.id, 'in']).map((one) => one.id)).toEqual(['in', inner.id]);
  const moved = outer && placeNodes(outer.graph, new Map([['lstm-1', { x: 900, y: 500 }]]));
  expect(moved && absolutePosition(moved, 'lstm-1')).toEqual({ x: 900, y: 500 });
});

test('a group that holds nothing any more goes', () => {
  const { graph, id } = grouped('lstm-1');
  expect(findNode(fitGroups(removeNodes(graph, ['lstm-1'])), id)).toBeUndefined();
});

test('folded, its layers are hidden and their wires are drawn at its card', () => {
  const { graph, id } = grouped('lstm-1', 'dense-1');
  const folded = foldGroups(graph, [id], true);
  expect([...hiddenBy(folded).values()]).toEqual([id, id]);
  const nodes = reconcileNodes([], folded, new Set());
  expect(nodes.filter((one) => one.hidden).map((one) => one.id)).toEqual(['lstm-1', 'dense-1']);
  const wires = reconcileEdges([], folded, new Set());
  expect(wires.map(({ source, target }) => [source, target])).toEqual([
    ['in', id],
    [id, 'out'],
  ]);
  expect(sizeOf(folded, findNode(folded, id) ?? node('x', 'dense')).height).toBeLessThan(120);
});

test('a layer let go over an open group belongs to it; a group takes none of its own groups', () => {
  const { graph, id } = grouped('lstm-1', 'dense-1');
  const input = findNode(graph, 'in') ?? node('x', 'dense');
  expect(groupAt(graph, input, { x: 500, y: 40 })).toBe(id);
  expect(groupAt(graph, input, { x: 500, y: 900 })).toBeUndefined();
  const group = findNode(graph, id) ?? node('x', 'dense');
  expect(groupAt(graph, group, { x: 500, y: 40 })).toBeUndefined();
  expect(groupAt(foldGroups(graph, [id], true), input, { x: 300, y: 40 })).toBeUndefined();
});

test('the layer in a frame is not put into a group of its own', () => {
  const base = chain();
  const framed = setInFrame({ ...base, nodes: [...base.nodes, node('bi', 'bidirectional', { at: { x: 0, y: 400 } })] }, 'lstm-1', 'bi');
  expect(groupNodes(framed, ['lstm-1'])).toBeUndefined();
});

test('laid out, the layers of a group stand in a row within it, and it stands between its neighbours', () => {
  const { graph, id } = grouped('lstm-1', 'dense-1');
  const laid = arrangeGraph(graph, 3000);
  const [first, second] = childrenOf(laid, id);
  expect(first?.position).toEqual({ x: GROUP.padding, y: GROUP.top });
  expect(second?.position.y).toBe(GROUP.top);
  const left = (name: string) => absolutePosition(laid, name).x;
  expect([left('in') < left(id), left(id) < left('lstm-1'), left('dense-1') < left('out')]).toEqual([true, true, true]);
  expect(fitGroups(laid)).toBe(laid);
});

test('a Transformer block is fitted to the sequence it is put behind, wired to it whole, and works', () => {
  const base: Graph = {
    nodes: [node('in', 'input', { params: { shape: [10, 6] } }), node('d', 'globalAveragePooling1d'), node('out', 'output')],
    edges: [wire('in.output', 'd.sequence'), wire('d.output', 'out.prediction')],
  };
  const { graph, id } = addLayer(base, 'block:transformer', { x: 0, y: 0 }, { features: 6 });
  const [edge] = graph.edges;
  const spliced = edge && spliceLayer(graph, id, edge, {});
  expect(spliced && check(spliced).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  expect(spliced && check(spliced).nodes.get('forward-norm-1')?.outputs.output?.shape).toEqual([10, 6]);
  // A further one behind it has its time steps told apart already, and three inputs to be fed.
  const second = spliced && addLayer(spliced, 'block:transformer', { x: 0, y: 900 }, { features: 6 });
  const behind = { node: 'forward-norm-1', port: 'output' };
  const wired = second && wireToEnd(second.graph, second.id, { is: 'output', port: behind }, {});
  expect(wired?.edges.filter(({ from }) => from.node === 'forward-norm-1')).toHaveLength(4);
});
