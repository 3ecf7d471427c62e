import { defineNode } from '../define';
import { flag } from '../params';
import {
  cellActivation,
  commonParams,
  gateActivation,
  notStockRecurrent,
  recurrentActivity,
  recurrentArgs,
  recurrentInputs,
  recurrentOutputs,
  recurrentPorts,
  recurrentShape,
  recurrentSymbols,
  recurrentWeights,
  unitsParam,
} from '../traits/recurrent';

/** [time, features] → [units], or [time, units] with return sequences. Gate order z, r, h, as Keras. */
export const gru = defineNode({
  type: 'gru',
  title: 'GRU',
  group: 'recurrent',
  summary: 'Gated recurrent unit: two gates and no cell state, lighter than an LSTM.',
  params: {
    ...unitsParam,
    resetAfter: flag({
      label: 'Reset after',
      help: 'On, as Keras: the reset gate works on the recurrent product, which has a bias of its own. Off: on the hidden state before it, as in the paper.',
      default: true,
      section: 'Shape',
    }),
    activation: cellActivation('Activation of the candidate state.'),
    recurrentActivation: gateActivation,
    ...commonParams,
  },
  telling: ['units', 'returnSequences'],
  inputs: (params) => recurrentInputs('gru', params),
  outputs: (params) => recurrentOutputs('gru', params),
  shape: (args) => recurrentShape('gru', args),
  weights: (args) => recurrentWeights('gru', args),
  activityPenalty: recurrentActivity,
  activations: ({ params, input }) => (input('sequence').shape[0] ?? 0) * params.units * 5,
  help: {
    about:
      'Reads a sequence step by step with one state and two gates: the update gate z blends the old state with a candidate, the reset gate r ' +
      'decides how much of the old state the candidate sees. The equations are those of the paper, where z lets the candidate in; ' +
      'Keras keeps the old state by z: h = z ⊙ h before + (1 − z) ⊙ candidate. The two differ in the sign of what z learns.',
    equations: [
      { tex: 'z_t = \\sigma(W_z x_t + U_z h_{t-1} + b_z)', label: 'update' },
      { tex: 'r_t = \\sigma(W_r x_t + U_r h_{t-1} + b_r)', label: 'reset' },
      { tex: '\\tilde h_t = \\tanh(W_h x_t + U_h (r_t \\odot h_{t-1}) + b_h)', label: 'candidate' },
      { tex: 'h_t = (1 - z_t) \\odot h_{t-1} + z_t \\odot \\tilde h_t', label: 'hidden state' },
    ],
    source: 'Cho et al. 2014; keras/src/layers/rnn/gru.py',
  },
  build: (args) => {
    const layer = args.layers.recurrent(recurrentArgs('gru', args, args.params));
    return recurrentPorts('gru', args.params, layer.apply(recurrentSymbols('gru', args)));
  },
  buildStock: (args) => {
    const missing = args.params.resetAfter ? 'tfjs has no GRU with reset after.' : notStockRecurrent(args.params);
    if (missing) return missing;
    const layer = args.tf.layers.gru(recurrentArgs('gru', args, args.params) as never);
    return recurrentPorts('gru', args.params, layer.apply(recurrentSymbols('gru', args)));
  },
});
