import { connect, type Graph, type GraphNode, type Params } from '../graph';
import type { DataSpec } from '../nodes';
import { chain } from '../nodes/testing/graphs';
import { OPTIMISERS, type Optimiser } from '../project';
import type { ParityCase } from './request';

/** A layer at a time, over a grid of its options. */

const TIME = 5;
const FEATURES = 3;

const series = (target: DataSpec['target']): DataSpec => ({
  input: { shape: [TIME, FEATURES], dtype: 'float' },
  columns: ['a', 'b', 'c'],
  target,
});

const COMPARED_OPTIMISERS: readonly Optimiser[] = [
  { ...OPTIMISERS.sgd, learningRate: 0.05 },
  { ...OPTIMISERS.adam, learningRate: 0.01 },
];

function layerCase(name: string, layers: Parameters<typeof chain>[0], data: DataSpec, optimisers = COMPARED_OPTIMISERS): ParityCase {
  return { name, graph: chain(layers), data, seed: 7, optimisers };
}

const number = series({ is: 'values', shape: [1] });
const everyStep = series({ is: 'values', shape: [TIME, 1] });
const dense = { type: 'dense', params: { units: 1 } };

const PENALTIES = { kernelL1: 0.01, kernelL2: 0.02, recurrentL1: 0.01, recurrentL2: 0.02, biasL1: 0.03, biasL2: 0.01 };
const CONSTRAINTS = { kernelConstraint: 'maxNorm', kernelMaxNorm: 0.7, recurrentConstraint: 'unitNorm', biasConstraint: 'nonNegative' };

const recurrent = ['lstm', 'gru', 'simpleRnn'].flatMap((type) => [
  layerCase(type, [{ type, params: { units: 4 } }, dense], number),
  layerCase(`${type} sequences`, [{ type, params: { units: 4, returnSequences: true } }, dense], everyStep),
  layerCase(`${type} backwards`, [{ type, params: { units: 4, returnSequences: true, goBackwards: true } }, dense], everyStep),
  layerCase(`${type} without bias`, [{ type, params: { units: 5, useBias: false } }, dense], number),
  layerCase(`${type} relu`, [{ type, params: { units: 5, activation: 'relu' } }, dense], number),
  layerCase(`${type} penalised`, [{ type, params: { units: 4, ...PENALTIES, activityL1: 0.02, activityL2: 0.01 } }, dense], number),
  layerCase(`${type} constrained`, [{ type, params: { units: 4, ...CONSTRAINTS } }, dense], number),
  ...(['concat', 'sum', 'mul', 'ave'] as const).map((mergeMode) =>
    layerCase(
      `bidirectional ${type} ${mergeMode}`,
      [{ type: 'bidirectional', params: { mergeMode }, inner: { type, params: { units: 3, returnSequences: true } } }, dense],
      everyStep,
    ),
  ),
  layerCase(`bidirectional ${type} last`, [{ type: 'bidirectional', inner: { type, params: { units: 3 } } }, dense], number),
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
  layerCase(`lstm ${JSON.stringify(params)}`, [{ type: 'lstm', params: { units: 4, returnSequences: true, ...params } }, dense], everyStep),
);

const activations = ['sigmoid', 'elu', 'selu', 'softplus', 'softsign', 'hardSigmoid', 'gelu', 'swish', 'linear', 'relu', 'tanh'].map(
  (activation) =>
    layerCase(
      `activation ${activation}`,
      [
        { type: 'lstm', params: { units: 3, activation, recurrentActivation: activation === 'hardSigmoid' ? activation : 'sigmoid' } },
        dense,
      ],
      number,
    ),
);

const losses = [
  layerCase('huber', [{ type: 'lstm', params: { units: 3 } }, dense], number),
  layerCase(
    'binary',
    [
      { type: 'gru', params: { units: 3 } },
      { type: 'dense', params: { units: 1, activation: 'sigmoid' } },
    ],
    series({ is: 'binary', shape: [1] }),
  ),
  layerCase(
    'classes',
    [
      { type: 'lstm', params: { units: 3 } },
      { type: 'dense', params: { units: 4, activation: 'softmax' } },
    ],
    series({ is: 'class', shape: [4] }),
  ),
  layerCase(
    'embedding',
    [
      { type: 'embedding', params: { vocabulary: 9, dimensions: 4 } },
      { type: 'lstm', params: { units: 4 } },
      { type: 'dense', params: { units: 9, activation: 'softmax' } },
    ],
    {
      input: { shape: [TIME], dtype: 'index', vocabulary: 9 },
      columns: [],
      target: { is: 'class', shape: [9] },
    },
  ),
].map((parity) => (parity.name === 'huber' ? withLoss(parity, 'huber') : parity));

function withLoss(parity: ParityCase, loss: string): ParityCase {
  const nodes = parity.graph.nodes.map((node) => (node.type === 'output' ? { ...node, params: { ...node.params, loss } } : node));
  return { ...parity, graph: { ...parity.graph, nodes } };
}

const optimisers = layerCase('every optimiser', [{ type: 'lstm', params: { units: 4 } }, dense], number, Object.values(OPTIMISERS));

/** Sequences beside their own attention: query and value are the LSTM's output. */
function attentionCase(score: string, useScale: boolean): ParityCase {
  const base = chain([{ type: 'lstm', params: { units: 4, returnSequences: true } }, { type: 'concatenate' }, dense]);
  const [, lstm, concatenate] = base.nodes;
  if (!lstm || !concatenate) throw new Error('The chain has lost its layers.');
  const attention: GraphNode = {
    id: 'attention',
    type: 'attention',
    name: 'attention',
    params: { score, useScale },
    position: { x: 0, y: 0 },
  };
  const h = { node: lstm.id, port: 'output' };
  let graph: Graph = { nodes: [...base.nodes, attention], edges: base.edges.filter((edge) => edge.to.node !== concatenate.id) };
  graph = connect(graph, h, { node: 'attention', port: 'query' });
  graph = connect(graph, h, { node: 'attention', port: 'value' });
  graph = connect(graph, { node: 'attention', port: 'context' }, { node: concatenate.id, port: 'inputs:0' });
  graph = connect(graph, h, { node: concatenate.id, port: 'inputs:1' });
  return { name: `attention ${score}${useScale ? ' scaled' : ''}`, graph, data: everyStep, seed: 7, optimisers: COMPARED_OPTIMISERS };
}

const attention = ['dot', 'additive'].flatMap((score) => [attentionCase(score, false), attentionCase(score, true)]);

export const layerCases: readonly ParityCase[] = [
  ...recurrent,
  layerCase('gru reset before', [{ type: 'gru', params: { units: 4, resetAfter: false } }, dense], number),
  ...variants,
  ...activations,
  ...losses,
  ...attention,
  optimisers,
];
