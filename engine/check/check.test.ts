import { describe, expect, test } from 'vitest';
import { connect, disconnect, edgeId, emptyGraph, type Graph, setBypassed, setParams } from '../graph';
import type { DataSpec } from '../nodes';
import { floats, indices } from '../nodes/testing/arguments';
import { chain } from '../nodes/testing/graphs';
import { applyMend, check, formatBytes, isTrainable, refuseWire } from '.';

const words: DataSpec = { input: indices(9, 27), columns: [], target: { is: 'class', shape: [27] } };
const series: DataSpec = { input: floats(10, 3), columns: ['a', 'b', 'c'], target: { is: 'values', shape: [1] } };

const language = chain([
  { type: 'embedding', params: { vocabulary: 27, dimensions: 64 } },
  { type: 'lstm', params: { units: 150 } },
  { type: 'dense', params: { units: 27, activation: 'softmax' } },
]);

const codes = (graph: Graph, data?: DataSpec) => check(graph, { data }).problems.map(({ code }) => code);

/** A list that counts how often one of its items is read. */
function counted<T>(items: readonly T[]): { list: readonly T[]; reads: () => number } {
  let reads = 0;
  const list = new Proxy(items, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
      return Reflect.get(target, key);
    },
  });
  return { list, reads: () => reads };
}

/** Mends what can be mended, one after the other, until nothing is left to mend. */
function mendAll(graph: Graph, data: DataSpec): Graph {
  const mend = check(graph, { data }).problems.find((problem) => problem.mend)?.mend;
  return mend ? mendAll(applyMend(graph, mend), data) : graph;
}

describe('check', () => {
  test('infers the shape on every wire and counts as Keras does', () => {
    const checked = check(language, { data: words });
    expect(checked.problems).toEqual([]);
    expect(checked.parameters).toBe(134_805);
    expect(language.edges.map((edge) => checked.wires.get(edgeId(edge))?.shape)).toEqual([[9], [9, 64], [150], [27]]);
  });

  test('counts a Bidirectional with the layer in its frame', () => {
    const graph = chain([
      { type: 'bidirectional', inner: { type: 'lstm', params: { units: 64, returnSequences: true } } },
      { type: 'bidirectional', inner: { type: 'lstm', params: { units: 32 } } },
      { type: 'dense' },
    ]);
    expect(check(graph, { data: series }).parameters).toBe(76_097);
  });

  test('an LSTM behind an LSTM without sequences can be mended in one click', () => {
    const graph = chain([{ type: 'lstm', params: { units: 64 } }, { type: 'lstm', params: { units: 32 } }, { type: 'dense' }]);
    const [problem] = check(graph, { data: series }).problems;
    expect(problem?.text).toBe('"lstm-3" needs a sequence (time steps × features), but gets one vector per sample (64).');
    expect(problem?.mend?.label).toBe('Return sequences from "lstm-2"');
    expect(check(mendAll(graph, series), { data: series }).parameters).toBe(29_857);
  });

  test('wrong units, activation and vocabulary are mended one after the other', () => {
    const graph = chain([{ type: 'embedding', params: { vocabulary: 5 } }, { type: 'lstm' }, { type: 'dense' }]);
    const mended = mendAll(graph, words);
    expect(check(mended, { data: words }).problems).toEqual([]);
    expect(mended.nodes.find(({ type }) => type === 'dense')?.params).toMatchObject({ units: 27, activation: 'softmax' });
  });

  test('a sequence at an Output that wants one vector is mended at the recurrent layer', () => {
    const graph = chain([{ type: 'lstm', params: { returnSequences: true } }, { type: 'dense' }]);
    expect(codes(graph, series)).toEqual(['target-shape']);
    expect(check(mendAll(graph, series), { data: series }).problems).toEqual([]);
  });

  test('words before an LSTM are mended by an Embedding of their vocabulary', () => {
    const graph = chain([
      { type: 'lstm', params: { units: 8 } },
      { type: 'dense', params: { units: 27, activation: 'softmax' } },
    ]);
    expect(check(graph, { data: words }).problems[0]?.mend?.label).toBe('Insert an Embedding');
    const mended = mendAll(graph, words);
    expect(mended.nodes.find(({ type }) => type === 'embedding')?.params.vocabulary).toBe(27);
    expect(check(mended, { data: words }).problems).toEqual([]);
  });

  test('a sequence where one vector is needed is averaged over time, more axes are laid out as one', () => {
    const repeated = (...before: Parameters<typeof chain>[0]) =>
      chain([...before, { type: 'repeatVector' }, { type: 'lstm' }, { type: 'dense' }]);
    const averaged = mendAll(repeated({ type: 'conv1d' }), series);
    expect(averaged.nodes.map(({ type }) => type)).toContain('globalAveragePooling1d');
    expect(check(averaged, { data: series }).problems).toEqual([]);
    const flat = mendAll(repeated({ type: 'reshape', params: { shape: [2, 5, 3] } }), series);
    expect(flat.nodes.map(({ type }) => type)).toContain('flatten');
    expect(check(flat, { data: series }).problems).toEqual([]);
  });

  test('a Dense on every step of what needs one answer is given the mean of the steps', () => {
    const graph = chain([{ type: 'conv1d' }, { type: 'dense' }]);
    expect(codes(graph, series)).toEqual(['target-shape']);
    const mended = mendAll(graph, series);
    expect(check(mended, { data: series }).problems).toEqual([]);
    expect(mended.edges.find(({ to }) => to.node === 'dense-3')?.from.node).toBe('globalAveragePooling1d-1');
  });

  test('says what an unfinished graph lacks, once, where it lacks it', () => {
    expect(codes(emptyGraph)).toEqual(['empty']);
    expect(codes(chain([{ type: 'lstm' }, { type: 'dense' }]))).toEqual(['no-data']);
    const cut = disconnect(language, language.edges.slice(1, 2));
    expect(codes(cut, words)).toEqual(['unwired', 'leads-nowhere']);
    expect(isTrainable(check(cut, { data: words }))).toBe(false);
  });

  test('refuses a model that cannot fit, before anything is allocated', () => {
    const huge = setParams(language, 'lstm-3', { units: 1e9 });
    const problem = check(huge, { data: words, memoryLimit: 24e9 }).problems.find(({ code }) => code === 'memory');
    expect(problem?.node).toBe('lstm-3');
    expect(problem?.text).toMatch(/would need about 64.0 EB, and 24.0 GB can be had: "lstm-3" takes the most/);
  });

  test('a bypassed layer passes its input on and counts nothing', () => {
    const graph = chain([{ type: 'dropout' }, { type: 'lstm' }, { type: 'dense' }]);
    const plain = check(graph, { data: series }).parameters;
    expect(check(setBypassed(graph, ['dropout-2'], true), { data: series }).parameters).toBe(plain);
  });

  test('a layer that leads to a bypassed one by its second input alone is no part of the model', () => {
    const graph = chain([{ type: 'lstm', params: { units: 8 } }, { type: 'add' }, { type: 'dense' }]);
    const side = { id: 'side', type: 'lstm', name: 'side', params: graph.nodes[1]?.params ?? {}, position: { x: 0, y: 0 } };
    let wired: Graph = { ...graph, nodes: [...graph.nodes, side] };
    wired = connect(wired, { node: 'input-1', port: 'output' }, { node: 'side', port: 'sequence' });
    wired = connect(wired, { node: 'side', port: 'output' }, { node: 'add-3', port: 'inputs:1' });
    const [both, one] = [check(wired, { data: series }), check(setBypassed(wired, ['add-3'], true), { data: series })];
    expect(both.parameters - one.parameters).toBe(4 * 8 * (3 + 8 + 1));
  });

  test('two layers of one name are an error', () => {
    const twins = { ...language, nodes: language.nodes.map((node) => (node.type === 'dense' ? { ...node, name: 'lstm-3' } : node)) };
    expect(codes(twins, words)).toContain('same-name');
  });

  test('looks at each layer and wire of a deep network a few times, however many there are', () => {
    const looks = (layers: number) => {
      const deep = chain(Array.from({ length: layers - 2 }, () => ({ type: 'lstm', params: { returnSequences: true } })));
      const [nodes, edges] = [counted(deep.nodes), counted(deep.edges)];
      check({ nodes: nodes.list, edges: edges.list }, { data: series });
      return (nodes.reads() + edges.reads()) / layers;
    };
    expect(looks(200)).toBeGreaterThan(1);
    expect(looks(200)).toBeLessThan(40);
    expect(looks(400)).toBeLessThan(1.1 * looks(200));
  });
});

describe('refuseWire', () => {
  const free = chain([
    { type: 'lstm', params: { units: 8 } },
    { type: 'lstm', params: { units: 8 } },
    { type: 'concatenate' },
    { type: 'dense' },
  ]);
  const checked = check(free, { data: series });
  const refuse = (from: string, to: string, port: string) =>
    refuseWire(free, checked, { node: from, port: 'output' }, { node: to, port }, { data: series });

  test('a wire back to an earlier layer would close a circle', () => {
    expect(refuse('dense-5', 'lstm-2', 'sequence')?.text).toMatch(/close a circle: "lstm-2" already leads to "dense-5"/);
    expect(refuse('lstm-2', 'lstm-2', 'sequence')?.text).toMatch(/circle/);
  });

  test('a vector is refused where a sequence is needed, with the mend that makes it one', () => {
    expect(refuse('lstm-2', 'lstm-3', 'sequence')?.mend?.label).toBe('Return sequences from "lstm-2"');
  });

  test('a wire to no input at all is refused', () => {
    expect(refuse('lstm-2', 'dense-5', 'nowhere')?.text).toBe('A wire runs from an output to an input.');
  });

  test('shapes that clash are refused, others are not', () => {
    const wired = connect(free, { node: 'input-1', port: 'output' }, { node: 'concatenate-4', port: 'inputs:0' });
    const before = check(wired, { data: series });
    const to = { node: 'concatenate-4', port: 'inputs:1' };
    expect(refuseWire(wired, before, { node: 'lstm-2', port: 'output' }, to, { data: series })?.text).toMatch(
      /one is a sequence, the other is not/,
    );
    expect(refuseWire(wired, before, { node: 'input-1', port: 'output' }, to, { data: series })).toBeUndefined();
  });
});

test('bytes are written as people read them', () => {
  expect([12, 1500, 2.5e6, 1.2e9, 6.4e19].map(formatBytes)).toEqual(['12 bytes', '1.5 kB', '2.5 MB', '1.2 GB', '64.0 EB']);
});
