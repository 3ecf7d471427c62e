import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, type Graph } from '../../engine/graph';
import { alignNodes, distributeNodes } from './align';
import { arrange, arrangeGraph } from './arrange';
import { addLayer } from './layers';
import { GAP, sizeOf } from './measures';
import { chain, node, wire } from './testGraphs';

const WIDE = 2000;

function row(count: number): Graph {
  const nodes = Array.from({ length: count }, (_, i) => node(`d${i}`, 'dense', { at: { x: (i * 37) % 90, y: (i * 53) % 70 } }));
  return { nodes, edges: nodes.slice(1).map((_, i) => wire(`d${i}.output`, `d${i + 1}.input`)) };
}

function overlapping(graph: Graph): number {
  const boxes = graph.nodes.filter((one) => one.parent === undefined).map((one) => ({ ...one.position, ...sizeOf(graph, one) }));
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
  ).length;
}

test('a chain that fits stands in one row, its ports on one line', () => {
  const placed = arrange(chain(), WIDE);
  const ys = [...placed.values()].map((at) => at.y);
  const xs = ['in', 'lstm-1', 'dense-1', 'out'].map((id) => placed.get(id)?.x ?? 0);
  expect(new Set(ys).size).toBe(1);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
});

test('a chain too long for the view wraps like a line of text', () => {
  const width = 3 * 188 + 2 * GAP.beside + 1;
  const placed = arrange(row(5), width);
  const rows = new Set([...placed.values()].map((at) => at.y));
  expect(rows.size).toBe(2);
  for (const id of ['d0', 'd1', 'd2']) expect(placed.get(id)?.y).toBe(placed.get('d0')?.y);
  for (const id of ['d3', 'd4']) expect(placed.get(id)?.y).toBe(placed.get('d3')?.y);
  // The short last row ends where the first one does.
  expect(placed.get('d4')?.x).toBe(placed.get('d2')?.x);
});

test('cards of different heights stand so that the wire between them runs straight', () => {
  const graph: Graph = {
    nodes: [node('q', 'dense'), node('v', 'lstm', { params: { returnSequences: true } }), node('att', 'attention'), node('end', 'dense')],
    edges: [wire('v.output', 'att.query'), wire('v.output', 'att.value'), wire('att.context', 'end.input')],
  };
  const placed = arrange(graph, WIDE);
  expect(placed.get('att')?.y).toBe(placed.get('v')?.y);
  expect(placed.get('end')?.y).toBe(placed.get('att')?.y);
});

test('branches are not torn apart', () => {
  const graph: Graph = {
    nodes: ['a', 'b', 'c', 'd', 'e'].map((id) => node(id, id === 'e' ? 'concatenate' : 'dense')),
    edges: [
      wire('a.output', 'b.input'),
      wire('b.output', 'c.input'),
      wire('c.output', 'd.input'),
      wire('d.output', 'e.inputs:0'),
      wire('a.output', 'e.inputs:1'),
    ],
  };
  const placed = arrange(graph, 500);
  const height = Math.max(...[...placed.values()].map((at) => at.y)) - Math.min(...[...placed.values()].map((at) => at.y));
  expect(height).toBeLessThan(136 + GAP.row);
});

test('whatever the graph, cards stand clear of each other', () => {
  const types = ['input', 'lstm', 'dense', 'attention', 'concatenate', 'bidirectional', 'output'];
  fc.assert(
    fc.property(
      fc.array(fc.record({ type: fc.constantFrom(...types), from: fc.nat(), port: fc.nat() }), { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 300, max: 3000 }),
      (layers, width) => {
        let graph: Graph = { nodes: [], edges: [] };
        for (const { type, from } of layers) {
          const sources = graph.nodes.filter((one) => one.parent === undefined && one.type !== 'output');
          const source = sources[from % Math.max(1, sources.length)];
          const added = addLayer(graph, type, { x: 0, y: 0 });
          graph = added.graph;
          const input = {
            input: undefined,
            lstm: 'sequence',
            bidirectional: 'sequence',
            attention: 'query',
            concatenate: 'inputs:0',
            output: 'prediction',
          }[type];
          const port = type === 'dense' ? 'input' : input;
          const output = source?.type === 'attention' ? 'context' : 'output';
          if (source && port !== undefined) graph = connect(graph, { node: source.id, port: output }, { node: added.id, port });
        }
        expect(overlapping(arrangeGraph(graph, width))).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});

test('200 layers are laid out, none on another', () => {
  expect(overlapping(arrangeGraph(row(200), 1400))).toBe(0);
});

test('layers are lined up on an edge or on their middle', () => {
  const graph = chain();
  const ids = new Set(['in', 'lstm-1']);
  const moved = alignNodes(graph, ids, 'left');
  expect(moved.nodes.find((one) => one.id === 'lstm-1')?.position).toEqual({ x: 0, y: 0 });
  const bottoms = alignNodes(graph, ids, 'bottom')
    .nodes.filter((one) => ids.has(one.id))
    .map((one) => one.position.y + sizeOf(graph, one).height);
  expect(new Set(bottoms).size).toBe(1);
  expect(alignNodes(graph, new Set(['in']), 'left')).toBe(graph);
});

test('spaces between layers are made alike, the outermost staying', () => {
  const graph = { ...chain(), nodes: chain().nodes.map((one) => (one.id === 'lstm-1' ? { ...one, position: { x: 230, y: 0 } } : one)) };
  const xs = distributeNodes(graph, new Set(['in', 'lstm-1', 'dense-1', 'out']), 'across').nodes.map((one) => one.position.x);
  expect(xs).toEqual([0, 280, 560, 840]);
});
