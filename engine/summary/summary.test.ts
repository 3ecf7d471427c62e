import { expect, test } from 'vitest';
import { check } from '../check';
import { setParams } from '../graph';
import { chain } from '../nodes/testing/graphs';
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
  expect(lines.slice(-4, -1)).toEqual(['Parameters: 17,729', 'Trainable: 17,601', 'Not trainable: 128']);
  expect(lines.at(-1)).toMatch(/^Memory to train: about [\d.]+ [kM]B$/);
});

test('the layer in a frame is told with the frame, several outputs with all their shapes, and a bypassed layer learns nothing', () => {
  const both = chain([
    { type: 'bidirectional', inner: { type: 'gru', params: { units: 4 } } },
    { type: 'dense', params: { units: 1 } },
  ]);
  const { rows } = summarise(both, check(both, { data }));
  expect(rows.map(({ type, shapes }) => [type, shapes])).toEqual([
    ['Input', [[10, 3]]],
    ['Bidirectional (GRU)', [[8]]],
    ['Dense', [[1]]],
    ['Output', []],
  ]);
  const stated = setParams(graph, 'lstm-2', { returnState: true });
  expect(summarise(stated, check(stated, { data })).rows[1]?.output).toBe('64, 64, 64');
  const passed = {
    ...graph,
    nodes: graph.nodes.map((node) => (node.type === 'batchNormalization' ? { ...node, bypassed: true as const } : node)),
  };
  expect(summarise(passed, check(passed, { data })).rows[2]).toMatchObject({ parameters: 0, trainable: 0 });
});
