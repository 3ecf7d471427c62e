import { defineNode } from '../define';
import {
  cellActivation,
  commonParams,
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

/** [time, features] → [units], or [time, units] with return sequences. */
export const simpleRnn = defineNode({
  type: 'simpleRnn',
  title: 'Simple RNN',
  group: 'recurrent',
  summary: 'The plain recurrence, without gates: quick, and forgetful over long sequences.',
  params: { ...unitsParam, activation: cellActivation('Activation of the hidden state.'), ...commonParams },
  telling: ['units', 'returnSequences'],
  inputs: (params) => recurrentInputs('simpleRnn', params),
  outputs: (params) => recurrentOutputs('simpleRnn', params),
  shape: (args) => recurrentShape('simpleRnn', args),
  weights: (args) => recurrentWeights('simpleRnn', args),
  activityPenalty: recurrentActivity,
  activations: ({ params, input }) => (input('sequence').shape[0] ?? 0) * params.units * 2,
  help: {
    about:
      'Feeds its own output back at the next time step. The gradient passes through the same matrix at every step, so over long sequences ' +
      'it vanishes or explodes: this is what LSTM and GRU were made for.',
    equations: [{ tex: 'h_t = \\sigma_h(W_h x_t + U_h h_{t-1} + b_h)', label: 'hidden state' }],
    source: 'Elman 1990; keras/src/layers/rnn/simple_rnn.py',
  },
  build: (args) => {
    const layer = args.layers.recurrent(recurrentArgs('simpleRnn', args, args.params));
    return recurrentPorts('simpleRnn', args.params, layer.apply(recurrentSymbols('simpleRnn', args)));
  },
  buildStock: (args) => {
    const missing = notStockRecurrent(args.params);
    if (missing) return missing;
    const layer = args.tf.layers.simpleRNN(recurrentArgs('simpleRnn', args, args.params) as never);
    return recurrentPorts('simpleRnn', args.params, layer.apply(recurrentSymbols('simpleRnn', args)));
  },
});
