import { describe, expect, test } from 'vitest';
import type { Edge, Graph, GraphNode } from '../../engine/graph';
import { defaultParams, nodeType } from '../../engine/nodes';
import { BOX_HEIGHT, drawGraph } from './graphDrawing';

const node = (type: string, more: Partial<GraphNode> = {}): GraphNode => {
  const known = nodeType(type);
  if (!known) throw new Error(type);
  return { id: type, type, name: type, position: { x: 0, y: 0 }, ...more, params: { ...defaultParams(known), ...more.params } };
};
const wire = (from: string, to: string): Edge => ({ from: { node: from, port: 'output' }, to: { node: to, port: 'input' } });
const graphOf = (nodes: GraphNode[], edges: Edge[]): Graph => ({ nodes, edges });
const size = { width: 190, height: 116 };

const chain = graphOf(
  [node('input'), node('lstm', { params: { units: 50 } }), node('dense', { params: { units: 1 } }), node('output')],
  [wire('input', 'lstm'), wire('lstm', 'dense'), wire('dense', 'output')],
);

describe('the picture of a network', () => {
  test('draws a chain from left to right with telling labels', () => {
    const { boxes, wires } = drawGraph(chain, size);
    expect(boxes.map(({ label }) => label)).toEqual(['', 'LSTM 50', '1', '']);
    expect(new Set(boxes.map(({ y }) => y))).toEqual(new Set([58]));
    expect(wires).toHaveLength(3);
  });

  test('draws a group as one box, wired as what stands in it', () => {
    const grouped = graphOf(
      [
        node('input'),
        { id: 'block', type: 'group', name: 'block', position: { x: 0, y: 0 }, params: {} },
        node('lstm', { parent: 'block' }),
        node('dropout', { parent: 'block' }),
        node('dense', { params: { units: 1 } }),
      ],
      [wire('input', 'lstm'), wire('lstm', 'dropout'), wire('dropout', 'dense')],
    );
    const { boxes, wires } = drawGraph(grouped, size);
    expect(boxes.map(({ label }) => label)).toEqual(['', 'block', '1']);
    expect(wires).toHaveLength(2);
  });

  test('boxes stand within the picture and never on each other', () => {
    for (const [index, box] of drawGraph(chain, size).boxes.entries()) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(size.width);
      const before = drawGraph(chain, size).boxes[index - 1];
      if (before) expect(box.x - box.width / 2).toBeGreaterThan(before.x + before.width / 2);
    }
  });

  test('shortens its labels where there is little room', () => {
    expect(drawGraph(chain, { width: 120, height: 116 }).boxes.map(({ label }) => label)).toEqual(['', 'LSTM', '1', '']);
    expect(drawGraph(chain, { width: 105, height: 116 }).boxes.map(({ label }) => label)).toEqual(['', '50', '1', '']);
  });

  test('lifts a layer out of the way of a wire that passes it', () => {
    const branched = graphOf(
      [node('input'), node('lstm'), node('attention'), node('concatenate'), node('output')],
      [
        wire('input', 'lstm'),
        wire('lstm', 'attention'),
        wire('lstm', 'concatenate'),
        wire('attention', 'concatenate'),
        wire('concatenate', 'output'),
      ],
    );
    const at = new Map(drawGraph(branched, size).boxes.map((box) => [box.id, box]));
    expect((at.get('attention')?.y ?? 0) + BOX_HEIGHT / 2).toBeLessThan((at.get('concatenate')?.y ?? 0) - 0);
    expect(at.get('concatenate')?.y).toBe(58);
  });

  test('shows a frame as one box with what stands in it', () => {
    const framed = graphOf(
      [node('input'), node('bidirectional'), node('gru', { parent: 'bidirectional' }), node('output')],
      [wire('input', 'bidirectional'), wire('bidirectional', 'output')],
    );
    expect(drawGraph(framed, size).boxes.map(({ label }) => label)).toEqual(['', '⇄ GRU 64', '']);
  });

  test('stacks what stands beside each other', () => {
    const forked = graphOf(
      [node('input'), node('lstm', { position: { x: 0, y: 200 } }), node('gru'), node('output')],
      [wire('input', 'lstm'), wire('input', 'gru')],
    );
    const at = new Map(drawGraph(forked, size).boxes.map((box) => [box.id, box.y]));
    expect(at.get('lstm')).toBe((at.get('gru') ?? 0) + 34);
  });
});
