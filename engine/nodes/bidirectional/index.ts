import type { TensorType } from '../../graph';
import type { BuildArgs, BuiltPorts, RecurrentArgs, SymbolicTensor } from '../build';
import { type Complaint, complain, defineNode, type InnerLayer, isComplaint, type OutputPort, type WeightSpec } from '../define';
import { choice } from '../params';
import { notStockRecurrent, type RecurrentValues, recurrentArgs } from '../traits/recurrent';
import { penaltyOf } from '../traits/regularisers';

const MERGE_MODES = ['concat', 'sum', 'mul', 'ave', 'none'] as const;

/** Runs the recurrent layer in its frame forward and backward. [time, features] → [units] or [time, units], twice as wide with concat. */
export const bidirectional = defineNode({
  type: 'bidirectional',
  title: 'Bidirectional',
  group: 'recurrent',
  summary: 'Reads the sequence from both ends with the recurrent layer inside it.',
  params: {
    mergeMode: choice({
      label: 'Merge mode',
      help: 'How the forward and the backward output become one: side by side, added, multiplied or averaged; or both at ports of their own.',
      default: 'concat',
      options: MERGE_MODES,
      labels: { mul: 'multiply', ave: 'average', none: 'none, two outputs' },
      section: 'Shape',
    }),
  },
  telling: ['mergeMode'],
  inputs: () => [{ id: 'sequence', label: 'sequence', takes: 'sequence' }],
  outputs: ({ mergeMode }): readonly OutputPort[] =>
    mergeMode === 'none'
      ? [
          { id: 'forward', label: 'forward' },
          { id: 'backward', label: 'backward' },
        ]
      : [{ id: 'output', label: 'both ways' }],
  holds: ['lstm', 'gru', 'simpleRnn'],
  shape: (args): Record<string, TensorType> | Complaint => {
    if (!args.inner) return complain('empty-frame', 'needs a recurrent layer in its frame: drop an LSTM, GRU or Simple RNN into it.');
    const { params } = args.inner;
    if (params.returnState || params.initialState) {
      return complain('inner-state', 'cannot take or give states: switch off initial state and return state of the layer inside.');
    }
    if (penaltyOf(params, 'activity')) {
      return complain('inner-activity', 'cannot penalise the output of the layer inside: set its output L1 and L2 to 0.');
    }
    const inner = args.inner.type.shape({ ...args, params });
    if (isComplaint(inner)) return inner;
    const one = inner.output as TensorType;
    const { mergeMode } = args.params;
    if (mergeMode === 'none') return { forward: one, backward: one };
    const wide = mergeMode === 'concat' ? 2 : 1;
    return { output: { ...one, shape: [...one.shape.slice(0, -1), (one.shape.at(-1) ?? 0) * wide] } };
  },
  weights: (args) => {
    const one = args.inner?.type.weights?.({ ...args, params: args.inner.params }) ?? [];
    const named = (prefix: string) => one.map((weight): WeightSpec => ({ ...weight, name: `${prefix}_${weight.name}` }));
    return [...named('forward'), ...named('backward')];
  },
  activations: (args) => 2 * (args.inner?.type.activations?.({ ...args, params: args.inner.params }) ?? 0),
  help: {
    about:
      'Reads the sequence twice, from its first time step and from its last, with two sets of weights, and merges what both saw. ' +
      'It needs the whole sequence, so it suits texts and windows, not a stream.',
    equations: [
      { tex: '\\overrightarrow h_t = \\mathrm{RNN}(x_t, \\overrightarrow h_{t-1})', label: 'forward' },
      { tex: '\\overleftarrow h_t = \\mathrm{RNN}(x_t, \\overleftarrow h_{t+1})', label: 'backward' },
      { tex: 'h_t = [\\overrightarrow h_t ; \\overleftarrow h_t]', label: 'concat' },
    ],
    source: 'Schuster & Paliwal 1997; keras/src/layers/rnn/bidirectional.py',
  },
  build: (args) => {
    const { cell, params } = innerOf(args.inner);
    const layer = args.layers.bidirectional({
      name: args.name,
      mergeMode: args.params.mergeMode,
      forward: { ...recurrentArgs(cell, args, params), name: 'forward' },
      backward: { ...recurrentArgs(cell, args, params), name: 'backward', goBackwards: !params.goBackwards },
    });
    return portsOf(layer.apply(args.input('sequence')));
  },
  buildStock: (args) => {
    const { cell, params } = innerOf(args.inner);
    const missing = cell === 'gru' && params.resetAfter ? 'tfjs has no GRU with reset after.' : notStockRecurrent(params);
    if (missing) return missing;
    if (args.params.mergeMode === 'none') return 'tfjs cannot read back a Bidirectional with two outputs.';
    const layer = args.tf.layers.bidirectional({
      name: args.name,
      layer: stockInner(args, cell, params),
      mergeMode: args.params.mergeMode,
    });
    return portsOf(layer.apply(args.input('sequence')));
  },
});

function portsOf(result: unknown): BuiltPorts {
  if (!Array.isArray(result)) return { output: result as SymbolicTensor };
  return { forward: result[0], backward: result[1] };
}

function stockInner(args: Pick<BuildArgs, 'tf' | 'name' | 'initialiser'>, cell: RecurrentArgs['cell'], params: RecurrentValues) {
  const inner = { ...recurrentArgs(cell, args, params), name: `${args.name}_inner` } as never;
  if (cell === 'lstm') return args.tf.layers.lstm(inner);
  return cell === 'gru' ? args.tf.layers.gru(inner) : args.tf.layers.simpleRNN(inner);
}

function innerOf(inner: InnerLayer | undefined): { cell: RecurrentArgs['cell']; params: RecurrentValues } {
  if (!inner) throw new Error('A Bidirectional without a layer in its frame was compiled.');
  return { cell: inner.type.type as RecurrentArgs['cell'], params: inner.params as unknown as RecurrentValues };
}
