import { expect, test } from 'vitest';
import { findNode } from '../../engine/graph';
import { closeGaps } from './gaps';
import { drawnInputs, drawnOutputs, openInputs, portRows } from './ports';
import { chain, node, wire } from './testGraphs';

function joined(...ports: number[]) {
  const graph = chain();
  return {
    nodes: [...graph.nodes, node('cat', 'concatenate')],
    edges: [...graph.edges, ...ports.map((number) => wire(number % 2 === 0 ? 'lstm-1.output' : 'in.output', `cat.inputs:${number}`))],
  };
}

const inputsOf = (graph: ReturnType<typeof joined>) => drawnInputs(graph, findNode(graph, 'cat') ?? node('cat', 'concatenate'));

test('a port that takes several wires is drawn for each, under the name of what it carries, and once more', () => {
  expect(inputsOf(joined(0, 1)).map(({ id, label, spare }) => [id, label, spare])).toEqual([
    ['inputs:0', 'last state', false],
    ['inputs:1', 'samples', false],
    ['inputs:2', 'add input', true],
  ]);
});

test('an unwired port that takes several is drawn once, and is needed', () => {
  expect(inputsOf(joined())).toMatchObject([{ id: 'inputs:0', label: 'input', spare: true, optional: false }]);
});

test('a new wire ends at the first free place', () => {
  const graph = joined(0, 2);
  expect(openInputs(graph, findNode(graph, 'cat') ?? node('cat', 'concatenate'))).toEqual([{ node: 'cat', port: 'inputs:1' }]);
});

test('gaps close in the order of the wires', () => {
  const closed = closeGaps(joined(3, 1));
  expect(closed.edges.filter((edge) => edge.to.node === 'cat').map((edge) => [edge.from.node, edge.to.port])).toEqual([
    ['in', 'inputs:1'],
    ['in', 'inputs:0'],
  ]);
});

test('a graph without gaps stays the same object', () => {
  const graph = joined(0, 1);
  expect(closeGaps(graph)).toBe(graph);
});

test('a card has as many rows of ports as the side that has more', () => {
  const graph = joined(0, 1);
  expect(portRows(graph, findNode(graph, 'cat') ?? node('cat', 'concatenate'))).toBe(3);
  expect(drawnOutputs(graph, node('lstm-9', 'lstm'))).toMatchObject([{ id: 'output', label: 'last state', wired: false }]);
});
