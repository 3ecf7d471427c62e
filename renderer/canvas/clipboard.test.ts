import { expect, test } from 'vitest';
import { emptyGraph, extract } from '../../engine/graph';
import { flawInGraph } from '../../engine/project';
import { partFromText, partToText, pastePart } from './clipboard';
import { addLayer } from './layers';
import { chain } from './testGraphs';

test('layers go through text and come back as they were', () => {
  const part = extract(chain(), ['lstm-1', 'dense-1']);
  expect(part.edges).toHaveLength(1);
  expect(partFromText(partToText(part))).toEqual({ is: 'part', graph: part });
});

test('pasted layers get names of their own and keep their wires and places', () => {
  const part = extract(chain(), ['lstm-1', 'dense-1']);
  const { graph, ids } = pastePart(chain(), part, { x: 40, y: 400 });
  expect(ids).toEqual(['lstm-2', 'dense-2']);
  expect(graph.edges).toContainEqual({ from: { node: 'lstm-2', port: 'output' }, to: { node: 'dense-2', port: 'input' } });
  expect(graph.nodes.find((one) => one.id === 'lstm-2')?.position).toEqual({ x: 40, y: 400 });
  expect(flawInGraph(graph)).toBeUndefined();
});

test('a frame is copied with the layer in it', () => {
  const { graph, id } = addLayer(chain(), 'bidirectional', { x: 0, y: 300 });
  const { graph: pasted, ids } = pastePart(graph, extract(graph, [id]), { x: 0, y: 600 });
  expect(ids).toEqual(['bidirectional-2']);
  expect(pasted.nodes.filter((one) => one.parent === 'bidirectional-2')).toHaveLength(1);
  expect(flawInGraph(pasted)).toBeUndefined();
});

const text = (graph: unknown) => JSON.stringify({ format: 'unroll-layers', version: 1, graph });

test.each([
  ['nothing', '', /holds no layers/],
  ['a sentence', 'To be, or not to be', /holds no layers/],
  ['half of it', partToText(chain()).slice(0, 80), /cut off/],
  ['another version', text(emptyGraph).replace('1', '9'), /another version/],
  ['a prototype', text({ nodes: [{ ...chain().nodes[1], __proto__: {}, extra: 1 }], edges: [] }), /another version/],
  [
    'units below 1',
    text({ nodes: [{ ...chain().nodes[1], params: { ...chain().nodes[1]?.params, units: -1 } }], edges: [] }),
    /units must be/,
  ],
  ['a wire that hangs', text({ nodes: [], edges: chain().edges }), /hangs/],
  ['something huge', 'unroll-layers'.repeat(500_000), /holds no layers/],
])('%s is refused in words', (_what, given, sentence) => {
  const read = partFromText(given);
  expect(read.is).toBe('refused');
  expect(read.is === 'refused' && read.text).toMatch(sentence);
});
