import { defineNode } from '../define';
import { notInTfjs } from '../traits/activations';
import {
  cellActivation,
  commonParams,
  recurrentArgs,
  recurrentInputs,
  recurrentOutputs,
  recurrentShape,
  recurrentWeights,
  unitsParam,
} from '../traits/recurrent';

/** [time, features] → [units], or [time, units] with return sequences. */
export const simpleRnn = defineNode({
  type: 'simpleRnn',
  title: 'Simple RNN',
  group: 'recurrent',
  summary: 'The plain recurrence, without gates: quick, and forgetful over long sequences.',
  params: { ...unitsParam, activation: cellActivation('Activation of the hidden state.'), ...commonParams },
  telling: ['units', 'returnSequences'],
  inputs: recurrentInputs,
  outputs: recurrentOutputs,
  shape: recurrentShape,
  weights: ({ params, input }) =>
    recurrentWeights({ features: input('sequence').shape[1] ?? 0, units: params.units, gates: 1, useBias: params.useBias }),
  activations: ({ params, input }) => (input('sequence').shape[0] ?? 0) * params.units * 2,
  help: {
    about:
      'Feeds its own output back at the next time step. The gradient passes through the same matrix at every step, so over long sequences ' +
      'it vanishes or explodes: this is what LSTM and GRU were made for.',
    equations: [{ tex: 'h_t = \\sigma_h(W_h x_t + U_h h_{t-1} + b_h)', label: 'hidden state' }],
    source: 'Elman 1990; keras/src/layers/rnn/simple_rnn.py',
  },
  build: (args) => ({
    output: args.layers.recurrent(recurrentArgs('simpleRnn', args, args.params)).apply(args.input('sequence')) as never,
  }),
  buildStock: (args) =>
    notInTfjs(args.params.activation) ?? {
      output: args.tf.layers.simpleRNN(recurrentArgs('simpleRnn', args, args.params) as never).apply(args.input('sequence')) as never,
    },
});
