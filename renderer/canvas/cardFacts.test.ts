import { expect, test } from 'vitest';
import { check } from '../../engine/check';
import type { DataSpec } from '../../engine/nodes';
import { footerOf, rowsOf, shortProblem } from './cardFacts';
import { chain, node } from './testGraphs';

const words: DataSpec = { input: { shape: [9], dtype: 'index', vocabulary: 27 }, columns: [], target: { is: 'class', shape: [27] } };
const table: DataSpec = { input: { shape: [10, 3], dtype: 'float' }, columns: ['load', 'temp'], target: { is: 'values', shape: [1] } };

function factsOf(id: string, graph = chain(), data?: DataSpec) {
  const checked = check(graph, { data });
  const found = graph.nodes.find((one) => one.id === id) ?? node(id, 'input');
  const args = { node: found, checked, problems: checked.problems, data, samples: 30 };
  return { rows: rowsOf(args).map(({ label, value }) => `${label}: ${value}`), footer: footerOf(args) };
}

test('a layer shows its telling parameters and what it learns', () => {
  const { rows, footer } = factsOf('lstm-1');
  expect(rows).toEqual(['Units: 64', 'Return sequences: off']);
  expect(footer).toEqual({ tone: 'plain', text: '17,408 parameters' });
});

test('an Input shows what the data come to', () => {
  const graph = { nodes: [node('in', 'input')], edges: [] };
  expect(factsOf('in', graph, words).rows).toEqual(['Shape: 9', 'Type: 27 indices']);
  expect(factsOf('in', graph, table).rows).toEqual(['Time steps: 10', 'Features: 3']);
});

test('an Output shows the loss and the metrics that follow from the data, and the sum of all parameters', () => {
  expect(factsOf('out').rows).toEqual(['Loss: mse', 'Metric: mae']);
  expect(factsOf('out', chain(), words).rows).toEqual(['Loss: cross-entropy', 'Metric: accuracy']);
  expect(factsOf('out').footer.text).toBe('17,473 in all');
});

test('a problem stands at the foot, without the name and without the remedy, and whole in its title', () => {
  const graph = { ...chain(), edges: chain().edges.slice(0, 2) };
  expect(factsOf('dense-1', graph).footer).toMatchObject({ tone: 'warning', text: 'Leads nowhere' });
  expect(factsOf('out', graph).footer).toMatchObject({ tone: 'error', text: 'Nothing wired to its input' });
  expect(factsOf('dense-1', graph).footer.title).toMatch(/^"dense-1" leads nowhere: wire/);
});

test('a layer behind one with a problem waits', () => {
  const graph = { ...chain(), edges: chain().edges.slice(1) };
  expect(factsOf('dense-1', graph).footer.text).toBe('waiting for its input');
});

test('an Input whose data are being read says so', () => {
  const at = node('input-1', 'input');
  const checked = check({ nodes: [at], edges: [] });
  expect(footerOf({ node: at, checked, problems: [], data: undefined, samples: null })).toEqual({
    tone: 'plain',
    text: 'reading the data',
  });
});

test('the beginning of a sentence is enough', () => {
  const at = node('input-1', 'input');
  const problem = { node: 'input-1', code: 'no-data', severity: 'error' as const, text: '"input-1" has no data yet: load a file.' };
  expect(shortProblem(problem, at)).toBe('No data yet');
});

test('values are written as people say them', () => {
  const none = check({ nodes: [], edges: [] });
  expect(rowsOf({ node: node('a', 'attention'), checked: none, data: undefined })).toEqual([
    { label: 'Score', value: 'dot product' },
    { label: 'Learned scale', value: 'off' },
  ]);
  const embedding = node('e', 'embedding', { params: { vocabulary: 10_000 } });
  expect(rowsOf({ node: embedding, checked: none, data: undefined })[0]).toEqual({ label: 'Vocabulary', value: '10,000' });
});
