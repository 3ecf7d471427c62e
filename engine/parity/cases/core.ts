import type { Params } from '../../graph';
import { chain } from '../../nodes/testing/graphs';
import type { ParityCase } from '../request';
import { DENSE, EVERY_STEP, MASKED, NUMBER, network, parityCase, series, TIME, words } from './network';

/** Every other layer: on numbers, and behind masked words where it treats padding in a way of its own. */

type Layers = Parameters<typeof chain>[0];
const FLAT = [{ type: 'flatten' }, DENSE] as const;
/** Layers behind one with weights, so that gradients go through them. */
const on = (name: string, layers: Layers) =>
  parityCase(name, chain([{ type: 'dense', params: { units: 4 } }, ...layers, ...FLAT]), series(NUMBER));
const each = (name: string, layers: Layers) => parityCase(name, chain([...layers, DENSE]), series(EVERY_STEP));
const masked = (name: string, layers: Layers) => parityCase(name, chain([MASKED, ...layers, DENSE]), words(EVERY_STEP));
const maskedVector = (name: string, layers: Layers) => parityCase(name, chain([MASKED, ...layers, DENSE]), words(NUMBER));

const WEIGHTS = { kernelL1: 0.01, kernelL2: 0.02, biasL2: 0.03, activityL1: 0.01, activityL2: 0.02 };
const LIMITS = { kernelConstraint: 'maxNorm', kernelMaxNorm: 0.5, biasConstraint: 'nonNegative' };

const dense = [
  each('dense on steps', [{ type: 'dense', params: { units: 4, activation: 'gelu' } }]),
  each('dense without bias', [{ type: 'dense', params: { units: 4, useBias: false } }]),
  each('dense penalised', [{ type: 'dense', params: { units: 4, ...WEIGHTS } }]),
  each('dense constrained', [{ type: 'dense', params: { units: 4, ...LIMITS } }]),
  masked('dense masked', [{ type: 'dense', params: { units: 4 } }]),
  masked('embedding alone', []),
  parityCase(
    'embedding penalised',
    chain([{ ...MASKED, params: { ...MASKED.params, embeddingsL2: 0.05, embeddingsConstraint: 'unitNorm' } }, ...FLAT]),
    words(NUMBER),
  ),
];

const ACTIVATIONS = ['linear', 'tanh', 'sigmoid', 'relu', 'softmax', 'elu', 'selu', 'softplus', 'softsign', 'hardSigmoid', 'gelu', 'swish'];
const activations = ACTIVATIONS.map((activation) => on(`activation ${activation}`, [{ type: 'activation', params: { activation } }]));

const random = [
  on('dropout', [{ type: 'dropout', params: { rate: 0.4 } }]),
  on('spatial dropout', [{ type: 'spatialDropout1d', params: { rate: 0.4 } }]),
  on('gaussian noise', [{ type: 'gaussianNoise', params: { stddev: 0.3 } }]),
];

const NORMS: readonly Params[] = [
  {},
  { scale: false },
  { center: false, epsilon: 0.01 },
  { gammaL2: 0.1, betaL1: 0.1, gammaConstraint: 'nonNegative' },
];
/** Without a bias, which a normalisation over the batch takes out again: its gradient would be nothing but rounding. */
const WIDE = { type: 'dense', params: { units: 4, useBias: false } };
const norms = ['layerNormalization', 'batchNormalization'].flatMap((type) => [
  ...NORMS.map((params) => each(`${type} ${JSON.stringify(params)}`, [WIDE, { type, params }])),
  masked(`${type} masked`, [{ type }]),
]);

const CONVOLUTIONS: readonly Params[] = [
  { kernelSize: 3 },
  { kernelSize: 2, padding: 'same', activation: 'relu' },
  { kernelSize: 3, padding: 'same', strides: 2 },
  { kernelSize: 3, padding: 'causal', useBias: false },
  { kernelSize: 2, padding: 'causal', dilationRate: 2 },
  { kernelSize: 2, dilationRate: 3 },
  { kernelSize: 3, strides: 2 },
  { kernelSize: 2, groups: 2 },
  { kernelSize: 2, ...WEIGHTS, ...LIMITS },
];
const convolutions = [
  ...CONVOLUTIONS.map((params) => on(`conv1d ${JSON.stringify(params)}`, [{ type: 'conv1d', params: { filters: 4, ...params } }])),
  maskedVector('conv1d masked', [
    { type: 'conv1d', params: { filters: 3, padding: 'causal' } },
    { type: 'lstm', params: { units: 3 } },
  ]),
];

const POOLS: readonly Params[] = [{}, { padding: 'same' }, { poolSize: 3, strides: 1 }, { poolSize: 3, strides: 2, padding: 'same' }];
const pools = [
  ...['maxPooling1d', 'averagePooling1d'].flatMap((type) =>
    POOLS.map((params) => on(`${type} ${JSON.stringify(params)}`, [{ type, params }])),
  ),
  ...['globalMaxPooling1d', 'globalAveragePooling1d'].flatMap((type) => [
    on(type, [{ type }]),
    on(`${type} keeping the axis`, [{ type, params: { keepDims: true } }]),
    maskedVector(`${type} masked`, [{ type }]),
  ]),
];

const shapes = [
  on('zeroPadding1d', [{ type: 'zeroPadding1d', params: { before: 2, after: 1 } }]),
  on('zeroPadding1d behind alone', [{ type: 'zeroPadding1d', params: { before: 0, after: 3 } }]),
  on('reshape', [{ type: 'reshape', params: { shape: [2, 10] } }]),
  on('permute', [{ type: 'permute' }, { type: 'dense', params: { units: 2 } }]),
  on('permute three axes', [
    { type: 'reshape', params: { shape: [TIME, 2, 2] } },
    { type: 'permute', params: { dims: [2, 3, 1] } },
  ]),
  on('repeat vector', [
    { type: 'lstm', params: { units: 3 } },
    { type: 'repeatVector', params: { n: 4 } },
  ]),
  each('masking', [
    { type: 'masking', params: { maskValue: -1 } },
    { type: 'lstm', params: { units: 3, returnSequences: true } },
  ]),
  each('masking in the loss', [
    { type: 'masking', params: { maskValue: 0.5 } },
    { type: 'dense', params: { units: 3 } },
  ]),
];

const distributed = [
  each('time distributed dense', [{ type: 'timeDistributed', inner: { type: 'dense', params: { units: 4, activation: 'tanh' } } }]),
  masked('time distributed dense masked', [{ type: 'timeDistributed', inner: { type: 'dense', params: { units: 4, kernelL2: 0.1 } } }]),
  ...Object.entries<Params>({ lstm: { units: 3 }, gru: { units: 3 }, conv1d: { filters: 3 }, flatten: {}, globalAveragePooling1d: {} }).map(
    ([type, params]) =>
      on(`time distributed ${type}`, [
        { type: 'reshape', params: { shape: [2, 5, 2] } },
        { type: 'timeDistributed', inner: { type, params } },
      ]),
  ),
];

const MERGES = ['add', 'subtract', 'multiply', 'average', 'maximum', 'concatenate'] as const;

/** Two branches: both masked, one masked, a vector at every step of a sequence. */
function merged(type: string, name: string, second: 'masked' | 'plain' | 'vector', params: Params = {}): ParityCase {
  const graph = network({
    input: { type: 'input' },
    words: { ...MASKED, from: 'input' },
    others: { ...MASKED, params: { ...MASKED.params, maskZero: second === 'masked' }, from: 'input' },
    state: { type: 'lstm', params: { units: 4, returnSequences: second !== 'vector' }, from: 'others' },
    merged: { type, params, from: ['words', 'state'] },
    dense: { ...DENSE, from: 'merged' },
    output: { type: 'output', from: 'dense' },
  });
  return parityCase(`${type} ${name}`, graph, words(EVERY_STEP));
}

const merges = [
  ...MERGES.flatMap((type) => [merged(type, 'masked', 'masked'), merged(type, 'with one mask', 'plain')]),
  ...MERGES.filter((type) => type !== 'concatenate').map((type) => merged(type, 'of a sequence and a vector', 'vector')),
];

function dotted(name: string, params: Params, [first, second]: readonly [string, string]): ParityCase {
  const graph = network({
    input: { type: 'input' },
    h: { type: 'dense', params: { units: 4 }, from: 'input' },
    g: { type: 'dense', params: { units: 4 }, from: 'input' },
    last: { type: 'lstm', params: { units: 4 }, from: 'input' },
    end: { type: 'gru', params: { units: 4 }, from: 'input' },
    dot: { type: 'dot', params, from: { first, second } },
    // Sums of products grow beyond what a plain gradient descent stands.
    squashed: { type: 'activation', params: { activation: 'tanh' }, from: 'dot' },
    flat: { type: 'flatten', from: 'squashed' },
    dense: { ...DENSE, from: 'flat' },
    output: { type: 'output', from: 'dense' },
  });
  return parityCase(name, graph, series(NUMBER));
}

const dots = [
  dotted('dot of sequences', {}, ['h', 'g']),
  dotted('dot over time', { firstAxis: 'time', secondAxis: 'time' }, ['h', 'g']),
  dotted('dot normalised', { normalize: true }, ['h', 'g']),
  dotted('dot of a sequence and a vector', { normalize: true }, ['h', 'last']),
  dotted('dot of vectors', {}, ['end', 'last']),
];

export const coreCases: readonly ParityCase[] = [
  ...dense,
  ...activations,
  ...random,
  ...norms,
  ...convolutions,
  ...pools,
  ...shapes,
  ...distributed,
  ...merges,
  ...dots,
];
