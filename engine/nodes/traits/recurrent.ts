import { formatShape, type TensorType } from '../../graph';
import type { BuildArgs, BuiltPorts, RecurrentArgs, SymbolicTensor } from '../build';
import { type Complaint, complain, type InputPort, type OutputPort, type ShapeArgs, type WeightSpec } from '../define';
import { choice, flag, float, int } from '../params';
import { ACTIVATIONS, notInTfjs } from './activations';
import type { InitialiserName } from './initialisers';
import { isStandardLstm, type LstmVariant, lstmGates, peepholeGates, STANDARD_LSTM } from './lstmVariant';
import { penaltyOf, penaltyParams, regularised, weightParams } from './regularisers';

/** What LSTM, GRU and SimpleRNN have in common: parameters, ports, shape rule, weights and the layer's arguments. */

/** Activations a recurrent cell can hold: softmax mixes the units of a gate and is not one. */
const CELL_ACTIVATIONS = ACTIVATIONS.filter((name) => name !== 'softmax') as Exclude<(typeof ACTIVATIONS)[number], 'softmax'>[];

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

const dropoutShare = (label: string, help: string) =>
  float({ label, help: `${help} From 0 to 0.99.`, default: 0, min: 0, max: 0.99, section: 'Regularisation' });

export const commonParams = {
  useBias: flag({ label: 'Use bias', help: 'Adds a learned bias to every gate.', default: true, section: 'Shape' }),
  goBackwards: flag({
    label: 'Go backwards',
    help: 'Reads the sequence from its last time step to its first; sequences come out in that order too.',
    default: false,
    section: 'Shape',
  }),
  dropout: dropoutShare('Dropout', 'Share of the inputs set to zero in training, the same ones at every time step.'),
  recurrentDropout: dropoutShare(
    'Recurrent dropout',
    'Share of the previous hidden state set to zero in training, the same units at every time step.',
  ),
  ...weightParams('kernel', 'Kernel', { help: 'How the weights on the inputs start.', usual: 'glorotUniform' }),
  ...weightParams('recurrent', 'Recurrent kernel', { help: 'How the weights on the hidden state start.', usual: 'orthogonal' }),
  ...weightParams('bias', 'Bias', { help: 'How the bias starts.', usual: 'zeros' }),
  ...penaltyParams('activity', 'Output'),
  initialState: flag({
    label: 'Initial state',
    help: 'Takes its first state from a wire, such as from an encoder, in place of zeros.',
    default: false,
    section: 'State',
  }),
  returnState: flag({
    label: 'Return state',
    help: 'Gives the state after the last time step at ports of its own, such as for a decoder.',
    default: false,
    section: 'State',
  }),
  stateful: flag({
    label: 'Stateful',
    help: 'Goes on from the last state of the batch before, sample by sample, until the epoch ends. Shuffle must be off.',
    default: false,
    section: 'State',
  }),
} as const;

/** What these functions need of a recurrent node's parameters; each type adds its own. */
export interface RecurrentValues extends Partial<LstmVariant> {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly useBias: boolean;
  readonly goBackwards: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly kernelInitializer: InitialiserName;
  readonly kernelConstant: number;
  readonly recurrentInitializer: InitialiserName;
  readonly recurrentConstant: number;
  readonly biasInitializer: InitialiserName;
  readonly biasConstant: number;
  readonly initialState: boolean;
  readonly returnState: boolean;
  readonly stateful: boolean;
  readonly activation: string;
  readonly recurrentActivation?: string;
  readonly unitForgetBias?: boolean;
  readonly resetAfter?: boolean;
}

export type CellName = RecurrentArgs['cell'];

/** Names of a cell's states: hidden, and the LSTM's cell state. */
export function stateNames(cell: CellName): readonly ('h' | 'c')[] {
  return cell === 'lstm' ? ['h', 'c'] : ['h'];
}

export function recurrentInputs(cell: CellName, params: { initialState: boolean }): readonly InputPort[] {
  const states = params.initialState ? stateNames(cell) : [];
  return [
    { id: 'sequence', label: 'sequence', takes: 'sequence' },
    ...states.map((name): InputPort => ({ id: `initial_${name}`, label: `initial ${name}`, takes: 'vector' })),
  ];
}

export function recurrentOutputs(cell: CellName, params: { returnSequences: boolean; returnState: boolean }): readonly OutputPort[] {
  const states = params.returnState ? stateNames(cell) : [];
  return [
    { id: 'output', label: params.returnSequences ? 'h, every step' : 'last state' },
    ...states.map((name) => ({ id: `state_${name}`, label: `last ${name}` })),
  ];
}

export function recurrentShape(cell: CellName, args: ShapeArgs<RecurrentValues>): Record<string, TensorType> | Complaint {
  const { units, returnSequences, returnState, initialState } = args.params;
  const { shape, masked } = args.input('sequence');
  const [steps = 0, features = 0] = shape;
  if (steps < 1 || features < 1)
    return complain('empty-sequence', `needs at least one time step and one feature, but gets ${formatShape(shape)}.`);
  for (const name of initialState ? stateNames(cell) : []) {
    const given = args.input(`initial_${name}`).shape;
    if (given[0] !== units) {
      return complain('state-size', `has ${units} units, but its initial ${name} has ${formatShape(given)}.`, {
        label: `Set units to ${given[0]}`,
        set: { units: given[0] ?? units },
      });
    }
  }
  const state: TensorType = { shape: [units], dtype: 'float' };
  const output: TensorType = returnSequences ? { shape: [steps, units], dtype: 'float', ...(masked ? { masked } : {}) } : state;
  return { output, ...(returnState ? Object.fromEntries(stateNames(cell).map((name) => [`state_${name}`, state])) : {}) };
}

/** Blocks of columns in a cell's kernels. */
export function gateCount({ cell, variant }: Pick<RecurrentArgs, 'cell' | 'variant'>): number {
  return cell === 'lstm' ? lstmGates(variant).length : cell === 'gru' ? 3 : 1;
}

/** Sizes of a cell's weights, in the order of Keras; what only our variants have stands behind. */
export function cellWeights(
  cell: CellName,
  features: number,
  { units, useBias, resetAfter, variant }: Pick<RecurrentArgs, 'units' | 'useBias' | 'resetAfter' | 'variant'>,
): readonly { readonly name: string; readonly shape: readonly number[] }[] {
  const columns = gateCount({ cell, variant }) * units;
  const peepholes = cell === 'lstm' ? peepholeGates(variant).length : 0;
  const normalised = cell === 'lstm' && variant.layerNormalisation;
  return [
    { name: 'kernel', shape: [features, columns] },
    { name: 'recurrent_kernel', shape: [units, columns] },
    ...(useBias ? [{ name: 'bias', shape: cell === 'gru' && resetAfter ? [2, columns] : [columns] }] : []),
    ...(peepholes > 0 ? [{ name: 'peephole', shape: [peepholes, units] }] : []),
    ...(normalised
      ? [
          { name: 'kernel_gain', shape: [columns] },
          { name: 'recurrent_gain', shape: [columns] },
          { name: 'state_gain', shape: [units] },
          { name: 'state_offset', shape: [units] },
        ]
      : []),
  ];
}

/** Which parameters of a node speak of a weight. */
const KEY_OF: Readonly<Record<string, string>> = { kernel: 'kernel', recurrent_kernel: 'recurrent', bias: 'bias' };

export function recurrentWeights(cell: CellName, args: ShapeArgs<RecurrentValues>): readonly WeightSpec[] {
  const { params } = args;
  const features = args.input('sequence').shape[1] ?? 0;
  const sizes = { units: params.units, useBias: params.useBias, resetAfter: params.resetAfter ?? false, variant: variantOf(params) };
  return cellWeights(cell, features, sizes).map((spec) => {
    const key = KEY_OF[spec.name];
    return key ? regularised(spec, { ...params }, key) : spec;
  });
}

export function recurrentActivity(params: RecurrentValues): ReturnType<typeof penaltyOf> {
  return penaltyOf({ ...params }, 'activity');
}

function variantOf(params: Partial<LstmVariant>): LstmVariant {
  const chosen = Object.keys(STANDARD_LSTM).flatMap((key) => {
    const value = params[key as keyof LstmVariant];
    return value === undefined ? [] : [[key, value]];
  });
  return { ...STANDARD_LSTM, ...Object.fromEntries(chosen) };
}

/** Arguments of our recurrent layer from a node's parameters. */
export function recurrentArgs(cell: CellName, args: Pick<BuildArgs, 'name' | 'initialiser'>, params: RecurrentValues): RecurrentArgs {
  return {
    cell,
    name: args.name,
    units: params.units,
    activation: params.activation,
    recurrentActivation: params.recurrentActivation ?? 'sigmoid',
    useBias: params.useBias,
    unitForgetBias: params.unitForgetBias ?? false,
    resetAfter: params.resetAfter ?? false,
    variant: variantOf(params),
    returnSequences: params.returnSequences,
    returnState: params.returnState,
    stateful: params.stateful,
    goBackwards: params.goBackwards,
    dropout: params.dropout,
    recurrentDropout: params.recurrentDropout,
    kernelInitializer: args.initialiser(params.kernelInitializer, params.kernelConstant),
    recurrentInitializer: args.initialiser(params.recurrentInitializer, params.recurrentConstant),
    biasInitializer: args.initialiser(params.biasInitializer, params.biasConstant),
    gainInitializer: args.initialiser('ones'),
    peepholeInitializer: args.initialiser('glorotUniform'),
  };
}

/** Everything wired to a recurrent node, in the order its layer takes it. */
export function recurrentSymbols(cell: CellName, args: BuildArgs<RecurrentValues>): SymbolicTensor | SymbolicTensor[] {
  const states = args.params.initialState ? stateNames(cell) : [];
  const sequence = args.input('sequence');
  return states.length === 0 ? sequence : [sequence, ...states.map((name) => args.input(`initial_${name}`))];
}

/** What a recurrent layer gives, by port. */
export function recurrentPorts(cell: CellName, params: RecurrentValues, result: unknown): BuiltPorts {
  if (!params.returnState) return { output: result as SymbolicTensor };
  const [output, ...states] = result as SymbolicTensor[];
  return {
    output: output as SymbolicTensor,
    ...Object.fromEntries(stateNames(cell).map((name, i) => [`state_${name}`, states[i] as SymbolicTensor])),
  };
}

/** What keeps a recurrent layer from being one of tfjs's own. */
export function notStockRecurrent(params: RecurrentValues): string | undefined {
  if (!isStandardLstm(variantOf(params))) return 'tfjs has the standard LSTM alone.';
  if (params.stateful) return 'a stateful layer of tfjs wants batches of one size.';
  return notInTfjs(params.activation, params.recurrentActivation ?? '');
}
