import { expect, test } from 'vitest';
import { check } from '../../engine/check';
import { chain } from '../../engine/nodes/testing/graphs';
import { drawGraph } from './drawing';
import { summarise, writeSummary } from './summary';

const data = {
  input: { shape: [10, 3], dtype: 'float' },
  columns: ['a', 'b', 'c'],
  target: { is: 'values', shape: [1], columns: ['a'] },
} as const;
const graph = chain([{ type: 'lstm', params: { units: 64 } }, { type: 'batchNormalization' }, { type: 'dense' }]);
const summary = summarise(graph, check(graph, { data }));

test('a summary lists every layer in order with what it gives, learns, and is wired to', () => {
  expect(
    summary.rows.map(({ name, type, output, parameters, trainable, wiredTo }) => [name, type, output, parameters, trainable, wiredTo]),
  ).toEqual([
    ['input-1', 'Input', '10 × 3', 0, 0, []],
    ['lstm-2', 'LSTM', '64', 17_408, 17_408, ['input-1']],
    ['batchNormalization-3', 'Batch normalisation', '64', 256, 128, ['lstm-2']],
    ['dense-4', 'Dense', '1', 65, 65, ['batchNormalization-3']],
    ['output-5', 'Output', '–', 0, 0, ['dense-4']],
  ]);
  expect([summary.parameters, summary.trainable]).toEqual([17_729, 17_601]);
});

test('what is not known yet is a question mark', () => {
  expect(summarise(graph, check(graph)).rows[1]).toMatchObject({ output: '?', parameters: null, trainable: null });
});

test('a summary is copied in columns, with its totals', () => {
  const lines = writeSummary(summary).split('\n');
  expect(lines[0]).toMatch(/^Layer +Type +Output +Parameters +Trainable +Wired to$/);
  expect(lines[2]).toMatch(/^lstm-2 +LSTM +64 +17,408 +17,408 +input-1$/);
  expect(lines.slice(-3)).toEqual(['Parameters: 17,729', 'Trainable: 17,601', 'Not trainable: 128']);
});

test('a picture of the graph holds every card and every wire, and no token of the theme', () => {
  const wires = graph.edges.map((edge) => ({ edge, d: 'M0 0L9 9', points: [], label: { text: '10 × 3', at: { x: 1, y: 2 } } }));
  const svg = drawGraph({ graph, cards: new Map(), wires, sizes: new Map() }, () => '#123456');
  for (const { name } of graph.nodes) expect(svg).toContain(`>${name}<`);
  expect(svg.match(/M0 0L9 9/g)).toHaveLength(graph.edges.length);
  expect(svg).not.toContain('var(');
});
