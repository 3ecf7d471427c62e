import type { RecurrentArgs } from '../build';
import { complain, defineNode, type InnerLayer, isComplaint, type WeightSpec } from '../define';
import { choice } from '../params';
import { notInTfjs } from '../traits/activations';
import { recurrentArgs, recurrentInputs } from '../traits/recurrent';

const MERGE_MODES = ['concat', 'sum', 'mul', 'ave'] as const;

type InnerParams = Parameters<typeof recurrentArgs>[2];

/** Runs the recurrent layer in its frame forward and backward. [time, features] → [units] or [time, units], twice as wide with concat. */
export const bidirectional = defineNode({
  type: 'bidirectional',
  title: 'Bidirectional',
  group: 'recurrent',
  summary: 'Reads the sequence from both ends with the recurrent layer inside it.',
  params: {
    mergeMode: choice({
      label: 'Merge mode',
      help: 'How the forward and the backward output become one: side by side, or added, multiplied or averaged.',
      default: 'concat',
      options: MERGE_MODES,
      section: 'Shape',
    }),
  },
  telling: ['mergeMode'],
  inputs: recurrentInputs,
  outputs: () => [{ id: 'output', label: 'both ways' }],
  holds: ['lstm', 'gru', 'simpleRnn'],
  shape: (args) => {
    if (!args.inner) return complain('empty-frame', 'needs a recurrent layer in its frame: drop an LSTM, GRU or Simple RNN into it.');
    const inner = args.inner.type.shape({ ...args, params: args.inner.params });
    if (isComplaint(inner)) return inner;
    const shape = inner.output?.shape ?? [];
    const wide = args.params.mergeMode === 'concat' ? 2 : 1;
    return { output: { shape: [...shape.slice(0, -1), (shape.at(-1) ?? 0) * wide], dtype: 'float' } };
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
    return { output: layer.apply(args.input('sequence')) as never };
  },
  buildStock: (args) => {
    const { cell, params } = innerOf(args.inner);
    const missing =
      cell === 'gru' && params.resetAfter
        ? 'tfjs has no GRU with reset after.'
        : notInTfjs(params.activation, params.recurrentActivation ?? '');
    if (missing) return missing;
    const inner = { ...recurrentArgs(cell, args, params), name: `${args.name}_inner` } as never;
    const layer =
      cell === 'lstm' ? args.tf.layers.lstm(inner) : cell === 'gru' ? args.tf.layers.gru(inner) : args.tf.layers.simpleRNN(inner);
    const both = args.tf.layers.bidirectional({ name: args.name, layer, mergeMode: args.params.mergeMode });
    return { output: both.apply(args.input('sequence')) as never };
  },
});

function innerOf(inner: InnerLayer | undefined): { cell: RecurrentArgs['cell']; params: InnerParams } {
  if (!inner) throw new Error('A Bidirectional without a layer in its frame was compiled.');
  return { cell: inner.type.type as RecurrentArgs['cell'], params: inner.params as InnerParams };
}
