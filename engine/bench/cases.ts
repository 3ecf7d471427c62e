import { emptyGraph, type Graph } from '../graph';
import type { DataSpec } from '../nodes';
import { chain, type Link } from '../nodes/testing/graphs';

/** A network and the form of its data: what every contestant builds and trains, with Adam at 0.001. */
export interface BenchCase {
  readonly name: string;
  readonly graph: Graph;
  readonly data: DataSpec;
  readonly batch: number;
  /** The same for PyTorch, where it has these layers: stacked recurrent layers and a linear one on the last state. */
  readonly torch?: {
    readonly cell: 'LSTM' | 'GRU' | 'RNN';
    readonly units: readonly number[];
    readonly both?: boolean;
    readonly relu?: boolean;
  };
  /** Training steps timed at a time, and taken before: enough to be above the clock's noise, and for what compiles itself to have done so. */
  readonly steps: number;
}

const series = (steps: number, features: number): DataSpec => ({
  input: { shape: [steps, features], dtype: 'float' },
  columns: Array.from({ length: features }, (_, i) => `feature ${i + 1}`),
  target: { is: 'values', shape: [1] },
});

export interface SeriesArgs {
  readonly steps?: number;
  readonly batch?: number;
  readonly torch?: BenchCase['torch'];
  readonly times?: number;
}

/** Layers over `steps` × 8 features and one number out of them. */
export function seriesCase(
  name: string,
  layers: readonly Link[],
  { steps = 50, batch = 32, torch, times = 200 }: SeriesArgs = {},
): BenchCase {
  const graph = chain([...layers, { type: 'dense', params: { units: 1 } }]);
  return { name, graph, data: series(steps, 8), batch, steps: times, ...(torch ? { torch } : {}) };
}

const both = (type: string, units: number): Link => ({ type: 'bidirectional', inner: { type, params: { units } } });
const times = (units: number) => (units > 100 ? 40 : 200);

const single = [64, 256].flatMap((units): BenchCase[] => [
  seriesCase(`LSTM ${units}`, [{ type: 'lstm', params: { units } }], { torch: { cell: 'LSTM', units: [units] }, times: times(units) }),
  seriesCase(`GRU ${units}`, [{ type: 'gru', params: { units, resetAfter: true } }], {
    torch: { cell: 'GRU', units: [units] },
    times: times(units),
  }),
  seriesCase(`BiLSTM ${units}`, [both('lstm', units)], { torch: { cell: 'LSTM', units: [units], both: true }, times: times(units) }),
  seriesCase(`SimpleRNN ${units}`, [{ type: 'simpleRnn', params: { units } }], {
    torch: { cell: 'RNN', units: [units] },
    times: times(units),
  }),
  seriesCase(`LSTM relu ${units}`, [{ type: 'lstm', params: { units, activation: 'relu' } }], { times: times(units) }),
]);

const words: BenchCase = {
  name: 'Embedding + LSTM 150',
  graph: chain([
    { type: 'embedding', params: { vocabulary: 27, dimensions: 64 } },
    { type: 'lstm', params: { units: 150 } },
    { type: 'dense', params: { units: 27, activation: 'softmax' } },
  ]),
  data: {
    input: { shape: [9], dtype: 'index', vocabulary: 27 },
    columns: [],
    target: { is: 'class', shape: [27] },
  },
  batch: 32,
  steps: 200,
};

/** A decoder that starts from the encoder's last state. */
function encoderDecoder(units: number): Graph {
  const graph = chain([
    { type: 'lstm', params: { units, returnState: true } },
    { type: 'lstm', params: { units, initialState: true } },
    { type: 'dense', params: { units: 1 } },
  ]);
  const [encoder, decoder] = graph.nodes.filter(({ type }) => type === 'lstm');
  const input = graph.nodes.find(({ type }) => type === 'input');
  if (!encoder || !decoder || !input) return emptyGraph;
  const others = graph.edges.filter(({ to }) => to.node !== decoder.id);
  const states = (['h', 'c'] as const).map((name) => ({
    from: { node: encoder.id, port: `state_${name}` },
    to: { node: decoder.id, port: `initial_${name}` },
  }));
  const sequence = { from: { node: input.id, port: 'output' }, to: { node: decoder.id, port: 'sequence' } };
  return { ...graph, edges: [...others, sequence, ...states] };
}

const networks: readonly BenchCase[] = [
  // The only GRU that tfjs has.
  seriesCase('GRU 64, reset before', [{ type: 'gru', params: { units: 64, resetAfter: false } }]),
  seriesCase(
    'Stacked LSTM 64, 32, 16',
    [64, 32, 16].map((units, i) => ({ type: 'lstm', params: { units, returnSequences: i < 2 } })),
    { torch: { cell: 'LSTM', units: [64, 32, 16] } },
  ),
  words,
  seriesCase('LSTM 64 + attention', [
    { type: 'lstm', params: { units: 64, returnSequences: true } },
    { type: 'attention', params: { score: 'dot' } },
    { type: 'globalAveragePooling1d' },
  ]),
  { name: 'Encoder–decoder 64', graph: encoderDecoder(64), data: series(50, 8), batch: 32, steps: 200 },
];

export const trainCases: readonly BenchCase[] = [...single, ...networks];
