import { expect, test } from 'vitest';
import { chain } from '../../engine/nodes/testing/graphs';
import { drawGraph } from './drawing';

const graph = chain([{ type: 'lstm', params: { units: 64 } }, { type: 'batchNormalization' }, { type: 'dense' }]);

test('a picture of the graph holds every card and every wire, and no token of the theme', () => {
  const wires = graph.edges.map((edge) => ({ edge, d: 'M0 0L9 9', points: [], label: { text: '10 × 3', at: { x: 1, y: 2 } } }));
  const svg = drawGraph({ graph, cards: new Map(), wires, sizes: new Map() }, () => '#123456');
  for (const { name } of graph.nodes) expect(svg).toContain(`>${name}<`);
  expect(svg.match(/M0 0L9 9/g)).toHaveLength(graph.edges.length);
  expect(svg).not.toContain('var(');
});
