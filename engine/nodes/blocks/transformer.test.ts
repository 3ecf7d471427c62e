import { describe, expect, test } from 'vitest';
import { check } from '../../check';
import { connect, edgeId, type Graph, type PortRef } from '../../graph';
import { flawInGraph } from '../../project/read';
import { indices } from '../testing/arguments';
import { chain } from '../testing/graphs';
import { insertBlock } from './block';
import { type TransformerSettings, transformerBlock } from './transformer';

const data = { input: indices(9, 27), columns: [], target: { is: 'class' as const, shape: [27] } };

/** Embedding → blocks → mean → classes. */
function network(...blocks: readonly Partial<TransformerSettings>[]): { graph: Graph; outputs: readonly PortRef[] } {
  const base = chain([
    { type: 'embedding', params: { vocabulary: 27, dimensions: 64 } },
    { type: 'globalAveragePooling1d' },
    { type: 'dense', params: { units: 27, activation: 'softmax' } },
  ]);
  let graph: Graph = base;
  let from: PortRef = { node: 'embedding-2', port: 'vectors' };
  const outputs: PortRef[] = [];
  for (const settings of blocks) {
    const inserted = insertBlock(graph, transformerBlock(settings), { x: 100, y: 50 });
    graph = inserted.inputs.reduce((wired, to) => connect(wired, from, to), inserted.graph);
    from = inserted.output;
    outputs.push(from);
  }
  return { graph: connect(graph, from, { node: 'globalAveragePooling1d-3', port: 'sequence' }), outputs };
}

describe('Transformer block', () => {
  test('keeps the form of its sequence and counts as Keras does', () => {
    const { graph, outputs } = network({});
    const checked = check(graph, { data });
    expect(checked.problems).toEqual([]);
    const wire = graph.edges.find((edge) => edge.from.node === outputs[0]?.node);
    expect(wire && checked.wires.get(edgeId(wire))?.shape).toEqual([9, 64]);
    const [embedding, positions, attention, norms, forward, dense] = [
      27 * 64,
      9 * 64,
      16_640,
      2 * 128,
      64 * 128 + 128 + 128 * 64 + 64,
      65 * 27,
    ];
    expect(checked.parameters).toBe(embedding + positions + attention + norms + forward + dense);
  });

  test('blocks stand one behind the other, each in a group of its own', () => {
    const { graph } = network({ positions: 'sinusoidal' }, { positions: 'none', causal: true });
    expect(check(graph, { data }).problems).toEqual([]);
    expect(flawInGraph(graph)).toBeUndefined();
    const groups = graph.nodes.filter(({ type }) => type === 'group');
    expect(groups.map(({ name }) => name)).toEqual(['transformer-1', 'transformer-2']);
    expect(groups.map(({ id }) => graph.nodes.filter(({ parent }) => parent === id).length)).toEqual([8, 7]);
  });

  test('a group changes nothing of the model', () => {
    const { graph } = network({});
    const open = {
      ...graph,
      nodes: graph.nodes.filter(({ type }) => type !== 'group').map(({ parent: _, ...node }) => node),
    };
    expect(check(open, { data })).toEqual(check(graph, { data }));
  });
});
