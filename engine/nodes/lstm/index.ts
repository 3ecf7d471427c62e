import { defineNode } from '../define';
import { flag } from '../params';
import { variantParams } from '../traits/lstmVariant';
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
import { lstmEquations } from './equations';

/** [time, features] → [units], or [time, units] with return sequences. Gate order i, f, c, o, as Keras. */
export const lstm = defineNode({
  type: 'lstm',
  title: 'LSTM',
  group: 'recurrent',
  summary: 'Long short-term memory: a cell state behind three gates.',
  params: {
    ...unitsParam,
    activation: cellActivation('Activation of the candidate and of the cell state on its way out.'),
    recurrentActivation: gateActivation,
    ...variantParams,
    ...commonParams,
    unitForgetBias: flag({
      label: 'Forget bias of 1',
      help: 'Starts the forget gate open by adding 1 to its bias (Jozefowicz et al. 2015).',
      default: true,
      section: 'Initialisation',
    }),
  },
  telling: ['units', 'returnSequences'],
  inputs: (params) => recurrentInputs('lstm', params),
  outputs: (params) => recurrentOutputs('lstm', params),
  shape: (args) => recurrentShape('lstm', args),
  weights: (args) => recurrentWeights('lstm', args),
  activityPenalty: recurrentActivity,
  activations: ({ params, input }) => (input('sequence').shape[0] ?? 0) * params.units * 6,
  help: {
    about:
      'Reads a sequence step by step and carries a cell state along it. Gates decide what to forget, what to take in and what to show, ' +
      'so a gradient can travel back over many time steps. Take it when order matters and what matters may lie far back.',
    equations: [
      { tex: 'f_t = \\sigma(W_f x_t + U_f h_{t-1} + b_f)', label: 'forget' },
      { tex: 'i_t = \\sigma(W_i x_t + U_i h_{t-1} + b_i)', label: 'input' },
      { tex: '\\tilde c_t = \\tanh(W_c x_t + U_c h_{t-1} + b_c)', label: 'candidate' },
      { tex: 'c_t = f_t \\odot c_{t-1} + i_t \\odot \\tilde c_t', label: 'cell state' },
      { tex: 'o_t = \\sigma(W_o x_t + U_o h_{t-1} + b_o)', label: 'output' },
      { tex: 'h_t = o_t \\odot \\tanh(c_t)', label: 'hidden state' },
    ],
    source: 'Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000; keras/src/layers/rnn/lstm.py',
  },
  equations: lstmEquations,
  build: (args) => {
    const layer = args.layers.recurrent(recurrentArgs('lstm', args, args.params));
    return recurrentPorts('lstm', args.params, layer.apply(recurrentSymbols('lstm', args)));
  },
  buildStock: (args) => {
    const missing = notStockRecurrent(args.params);
    if (missing) return missing;
    const layer = args.tf.layers.lstm(recurrentArgs('lstm', args, args.params) as never);
    return recurrentPorts('lstm', args.params, layer.apply(recurrentSymbols('lstm', args)));
  },
});
