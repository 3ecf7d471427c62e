import type { Params } from '../../graph';
import { chain } from '../../nodes/testing/graphs';
import type { ParityCase } from '../request';
import { DENSE, EVERY_STEP, MASKED, NUMBER, parityCase, series, words } from './network';

/** Recurrent layers over the grid of their options. */

type Layers = Parameters<typeof chain>[0];
const last = (name: string, layers: Layers) => parityCase(name, chain([...layers, DENSE]), series(NUMBER));
const each = (name: string, layers: Layers) => parityCase(name, chain([...layers, DENSE]), series(EVERY_STEP));

const CELLS = ['lstm', 'gru', 'simpleRnn'] as const;
const PENALTIES = { kernelL1: 0.01, kernelL2: 0.02, recurrentL1: 0.01, recurrentL2: 0.02, biasL1: 0.03, biasL2: 0.01 };
const CONSTRAINTS = { kernelConstraint: 'maxNorm', kernelMaxNorm: 0.7, recurrentConstraint: 'unitNorm', biasConstraint: 'nonNegative' };
const DROPOUT = { dropout: 0.3, recurrentDropout: 0.4 };

const options = CELLS.flatMap((type) => [
  last(type, [{ type, params: { units: 4 } }]),
  each(`${type} sequences`, [{ type, params: { units: 4, returnSequences: true } }]),
  each(`${type} backwards`, [{ type, params: { units: 4, returnSequences: true, goBackwards: true } }]),
  last(`${type} without bias`, [{ type, params: { units: 5, useBias: false } }]),
  last(`${type} relu`, [{ type, params: { units: 5, activation: 'relu' } }]),
  last(`${type} penalised`, [{ type, params: { units: 4, ...PENALTIES, activityL1: 0.02, activityL2: 0.01 } }]),
  last(`${type} constrained`, [{ type, params: { units: 4, ...CONSTRAINTS } }]),
  last(`${type} inputs dropped`, [{ type, params: { units: 4, dropout: 0.4 } }]),
  each(`${type} inputs and state dropped`, [{ type, params: { units: 4, returnSequences: true, ...DROPOUT } }]),
  last(`stacked ${type}`, [
    { type, params: { units: 4, returnSequences: true } },
    { type, params: { units: 3 } },
  ]),
]);

const bothWays = CELLS.flatMap((type) => [
  ...(['concat', 'sum', 'mul', 'ave'] as const).map((mergeMode) =>
    each(`bidirectional ${type} ${mergeMode}`, [
      { type: 'bidirectional', params: { mergeMode }, inner: { type, params: { units: 3, returnSequences: true } } },
    ]),
  ),
  last(`bidirectional ${type} last`, [{ type: 'bidirectional', inner: { type, params: { units: 3 } } }]),
  last(`bidirectional ${type} dropped`, [{ type: 'bidirectional', inner: { type, params: { units: 3, ...DROPOUT } } }]),
]);

/** Padding at any place: a masked step keeps the state and, but in a Bidirectional, the output. */
const masked = CELLS.flatMap((type) => [
  parityCase(`masked ${type}`, chain([MASKED, { type, params: { units: 4 } }, DENSE]), words(NUMBER)),
  parityCase(`masked ${type} sequences`, chain([MASKED, { type, params: { units: 4, returnSequences: true } }, DENSE]), words(EVERY_STEP)),
  parityCase(`masked ${type} backwards`, chain([MASKED, { type, params: { units: 4, goBackwards: true } }, DENSE]), words(NUMBER)),
  parityCase(
    `masked bidirectional ${type}`,
    chain([MASKED, { type: 'bidirectional', inner: { type, params: { units: 3, returnSequences: true } } }, DENSE]),
    words(EVERY_STEP),
  ),
  parityCase(
    `masked bidirectional ${type} last`,
    chain([MASKED, { type: 'bidirectional', inner: { type, params: { units: 3 } } }, DENSE]),
    words(NUMBER),
  ),
]);

const VARIANTS: readonly Params[] = [
  { inputGate: false },
  { forgetGate: 'none' },
  { forgetGate: 'coupled' },
  { outputGate: false },
  { inputActivation: false },
  { outputActivation: false },
  { peepholes: true },
  { peepholes: true, forgetGate: 'coupled', useBias: false },
  { layerNormalisation: true },
  { layerNormalisation: true, peepholes: true, forgetGate: 'none' },
];
const variants = VARIANTS.map((params) =>
  each(`lstm ${JSON.stringify(params)}`, [{ type: 'lstm', params: { units: 4, returnSequences: true, ...params } }]),
);

const activations = ['sigmoid', 'elu', 'selu', 'softplus', 'softsign', 'hardSigmoid', 'gelu', 'swish', 'linear', 'tanh'].map(
  (activation) => {
    const gates = { recurrentActivation: activation === 'hardSigmoid' ? activation : 'sigmoid' };
    // Without an activation of its own a cell's state grows as it likes.
    const bound = activation === 'linear' ? [{ type: 'activation', params: { activation: 'tanh' } }] : [];
    return last(`lstm with ${activation}`, [{ type: 'lstm', params: { units: 3, activation, ...gates } }, ...bound]);
  },
);

export const recurrentCases: readonly ParityCase[] = [
  ...options,
  last('gru reset before', [{ type: 'gru', params: { units: 4, resetAfter: false } }]),
  last('gru reset before, state dropped', [{ type: 'gru', params: { units: 4, resetAfter: false, ...DROPOUT } }]),
  ...bothWays,
  ...masked,
  ...variants,
  ...activations,
];
