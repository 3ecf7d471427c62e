import { formatShape, type TensorType } from '../../graph';
import type { BuildArgs, RecurrentArgs } from '../build';
import { type Complaint, complain, type InputPort, type OutputPort, type WeightSpec } from '../define';
import { choice, flag, float, int, type ValuesOf } from '../params';
import { ACTIVATIONS } from './activations';
import { INITIALISERS } from './initialisers';

/** What LSTM, GRU and SimpleRNN have in common: parameters, ports, shape rule and the layer's arguments. */

/** Activations a recurrent cell can hold: softmax mixes the units of a gate and is not one. */
export const CELL_ACTIVATIONS = ACTIVATIONS.filter((name) => name !== 'softmax') as Exclude<(typeof ACTIVATIONS)[number], 'softmax'>[];

export const unitsParam = {
  units: int({
    label: 'Units',
    help: 'Size of the hidden state, and so of the output at each time step.',
    default: 64,
    section: 'Shape',
  }),
  returnSequences: flag({
    label: 'Return sequences',
    help: 'On: the hidden state after every time step. Off: after the last one only.',
    default: false,
    section: 'Shape',
  }),
} as const;

export const cellActivation = (help: string) =>
  choice({ label: 'Activation', help, default: 'tanh', options: CELL_ACTIVATIONS, section: 'Activations' });

export const gateActivation = choice({
  label: 'Recurrent activation',
  help: 'Activation of the gates. Keras takes sigmoid; tfjs alone would take hard sigmoid.',
  default: 'sigmoid',
  options: CELL_ACTIVATIONS,
  section: 'Activations',
});

export const commonParams = {
  useBias: flag({ label: 'Use bias', help: 'Adds a learned bias to every gate.', default: true, section: 'Shape' }),
  goBackwards: flag({
    label: 'Go backwards',
    help: 'Reads the sequence from its last time step to its first; sequences come out in that order too.',
    default: false,
    section: 'Shape',
  }),
  dropout: float({
    label: 'Dropout',
    help: 'Share of the inputs set to zero in training, the same ones at every time step. From 0 to 0.99.',
    default: 0,
    min: 0,
    max: 0.99,
    section: 'Regularisation',
  }),
  recurrentDropout: float({
    label: 'Recurrent dropout',
    help: 'Share of the previous hidden state set to zero in training, the same units at every time step. From 0 to 0.99.',
    default: 0,
    min: 0,
    max: 0.99,
    section: 'Regularisation',
  }),
  kernelInitializer: choice({
    label: 'Kernel',
    help: 'How the weights on the inputs start.',
    default: 'glorotUniform',
    options: INITIALISERS,
    section: 'Initialisation',
  }),
  recurrentInitializer: choice({
    label: 'Recurrent kernel',
    help: 'How the weights on the hidden state start.',
    default: 'orthogonal',
    options: INITIALISERS,
    section: 'Initialisation',
  }),
  biasInitializer: choice({
    label: 'Bias',
    help: 'How the bias starts.',
    default: 'zeros',
    options: INITIALISERS,
    section: 'Initialisation',
  }),
} as const;

type CommonValues = ValuesOf<typeof unitsParam & typeof commonParams>;

export function recurrentInputs(): readonly InputPort[] {
  return [{ id: 'sequence', label: 'sequence', takes: 'sequence' }];
}

export function recurrentOutputs(params: { returnSequences: boolean }): readonly OutputPort[] {
  return [{ id: 'output', label: params.returnSequences ? 'h, every step' : 'last state' }];
}

export function recurrentShape(args: {
  params: { units: number; returnSequences: boolean };
  input: (id: string) => TensorType;
}): Record<string, TensorType> | Complaint {
  const { shape } = args.input('sequence');
  const [steps = 0, features = 0] = shape;
  if (steps < 1 || features < 1)
    return complain('empty-sequence', `needs at least one time step and one feature, but gets ${formatShape(shape)}.`);
  const { units, returnSequences } = args.params;
  return { output: { shape: returnSequences ? [steps, units] : [units], dtype: 'float' } };
}

/** Kernel, recurrent kernel and bias of a cell with `gates` blocks of `units` columns. */
export function recurrentWeights(args: {
  features: number;
  units: number;
  gates: number;
  useBias: boolean;
  biasRows?: number;
}): readonly WeightSpec[] {
  const { features, units, gates, useBias, biasRows = 1 } = args;
  const columns = gates * units;
  return [
    { name: 'kernel', shape: [features, columns] },
    { name: 'recurrent_kernel', shape: [units, columns] },
    ...(useBias ? [{ name: 'bias', shape: biasRows === 1 ? [columns] : [biasRows, columns] }] : []),
  ];
}

/** Arguments of our recurrent layer from a node's parameters. */
export function recurrentArgs(
  cell: RecurrentArgs['cell'],
  args: Pick<BuildArgs, 'name' | 'initialiser'>,
  params: CommonValues & { activation: string; recurrentActivation?: string; unitForgetBias?: boolean; resetAfter?: boolean },
): RecurrentArgs {
  return {
    cell,
    name: args.name,
    units: params.units,
    activation: params.activation,
    recurrentActivation: params.recurrentActivation ?? 'sigmoid',
    useBias: params.useBias,
    unitForgetBias: params.unitForgetBias ?? false,
    resetAfter: params.resetAfter ?? false,
    returnSequences: params.returnSequences,
    goBackwards: params.goBackwards,
    dropout: params.dropout,
    recurrentDropout: params.recurrentDropout,
    kernelInitializer: args.initialiser(params.kernelInitializer),
    recurrentInitializer: args.initialiser(params.recurrentInitializer),
    biasInitializer: args.initialiser(params.biasInitializer),
  };
}
