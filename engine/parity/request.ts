import { type Check, check, innerLayer, isLayer, portNumber } from '../check';
import { type Graph, type GraphNode, type Params, topologicalOrder } from '../graph';
import { createRandom, hashKey } from '../kernels/random';
import { basePort, type DataSpec, nodeType } from '../nodes';
import { type LossName, type OutputParams, resolveObjective } from '../nodes/output/task';
import type { Optimiser } from '../project';

/** A network, its data's form and what to compare: everything else is drawn from the seed. */
export interface ParityCase {
  readonly name: string;
  readonly graph: Graph;
  /** Undefined for a network that is run on `inputs` and has no data. */
  readonly data: DataSpec | undefined;
  /** By Input node, in the order of the graph; drawn from the seed unless given. */
  readonly inputs?: readonly Numbers[];
  readonly seed: number;
  readonly optimisers: readonly Optimiser[];
}

export interface Numbers {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly values: readonly number[];
}

/** One model for the reference to build, as `keras_reference.py` reads it. */
export interface Request {
  readonly nodes: readonly object[];
  /** Weights by layer in the order of Keras. */
  readonly layers: Readonly<Record<string, readonly { name: string; shape: readonly number[] }[]>>;
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly inputs: readonly Numbers[];
  /** By Output, as the losses and their weights. */
  readonly targets: readonly Numbers[];
  readonly losses: readonly { readonly name: LossName; readonly weight: number }[];
  readonly optimisers: readonly Optimiser[];
  readonly steps: number;
  /** By layer that draws in training: the first half of the key of each of its draws; the other half is the step. */
  readonly draws: Readonly<Record<string, readonly number[]>>;
}

/** Samples in the batch: odd, so that no kernel can count on a round number. */
const BATCH = 7;
const STEPS = 20;
/** Share of time steps that are padding, where a layer looks for it. */
const PADDED = 0.3;

export function checkCase({ graph, data }: ParityCase): Check {
  const checked = check(graph, { data });
  const [problem] = checked.problems.filter((found) => found.severity === 'error');
  if (problem) throw new Error(`The parity case has a problem: ${problem.text}`);
  return checked;
}

/** The case in numbers; the same seed gives the same numbers here and in every process. */
export function requestOf(parity: ParityCase): Request {
  const { graph, data, seed, name } = parity;
  const checked = checkCase(parity);
  const outputs = graph.nodes.filter((node) => node.type === 'output');
  const layersInOrder = topologicalOrder(graph).nodes.flatMap((id) => graph.nodes.filter((node) => node.id === id && isLayer(graph, node)));
  // Outputs last, in the order that a model of ours has them.
  const ordered = [...layersInOrder.filter((node) => node.type !== 'output'), ...outputs];
  const layers = Object.fromEntries(
    ordered.flatMap((node) => {
      const weights = checked.nodes.get(node.id)?.weights ?? [];
      return weights.length > 0
        ? [[node.name, weights.map((weight) => ({ name: `${node.name}/${weight.name}`, shape: weight.shape }))]]
        : [];
    }),
  );
  const batch = parity.inputs?.[0]?.shape[0] ?? BATCH;
  const drawnInputs = ordered
    .filter((node) => node.type === 'input')
    .map((node) => {
      const type = checked.nodes.get(node.id)?.outputs.output;
      if (!type) throw new Error(`The Input "${node.name}" has no shape.`);
      const key = [seed, name, node.name];
      if (type.dtype === 'index') return drawIndices([batch, ...type.shape], type.vocabulary ?? 2, key);
      const drawn = drawFloats([batch, ...type.shape], 1, key);
      const masking = graph.nodes.find(({ type: masks }) => masks === 'masking');
      return masking && type.shape.length === 2 ? withPadding(drawn, Number(masking.params.maskValue), key) : drawn;
    });
  return {
    nodes: ordered.map((node) => {
      const type = nodeType(node.type);
      const inner = type && innerLayer(graph, node, type);
      const sample = checked.nodes.get(node.id)?.outputs.output;
      return {
        id: node.id,
        type: node.type,
        name: node.name,
        params: node.params,
        shape: sample?.shape,
        dtype: sample?.dtype,
        inner: inner ? { type: inner.type.type, params: inner.params } : undefined,
        wires: graph.edges
          .filter((edge) => edge.to.node === node.id)
          .sort((a, b) => portNumber(a.to.port) - portNumber(b.to.port))
          .map((edge) => ({ port: basePort(edge.to.port), from: `${edge.from.node}.${edge.from.port}` })),
      };
    }),
    layers,
    weights: Object.fromEntries(
      Object.values(layers)
        .flat()
        .map((weight) => [weight.name, drawWeight(weight, [seed, name])]),
    ),
    inputs: parity.inputs ?? drawnInputs,
    targets: outputs.map((output) => drawTargets(data, [batch, ...predictionShape(graph, checked, output.id)], [seed, name, output.name])),
    losses: outputs.map((output) => {
      const params = output.params as unknown as OutputParams;
      return { name: resolveObjective(params, data?.target).loss, weight: params.lossWeight };
    }),
    optimisers: parity.optimisers,
    steps: STEPS,
    draws: Object.fromEntries(
      ordered.flatMap((node) => {
        const keys = drawKeys(graph, node);
        return keys.length > 0 ? [[node.name, keys.map((key) => hashKey(seed, key))]] : [];
      }),
    ),
  };
}

/** What the random numbers of a layer are drawn by, in the order in which Keras draws them. */
function drawKeys(graph: Graph, node: GraphNode): readonly string[] {
  const type = nodeType(node.type);
  const inner = type && innerLayer(graph, node, type);
  if (node.type === 'timeDistributed') return [];
  if (inner) return ['forward', 'backward'].flatMap((half) => recurrentKeys(`${node.name}/${half}`, inner.type.type, inner.params));
  if (type?.group === 'recurrent') return recurrentKeys(`${node.name}/${node.name}`, node.type, node.params);
  return ['rate', 'dropout', 'stddev'].some((name) => Number(node.params[name] ?? 0) > 0) ? [node.name] : [];
}

function recurrentKeys(owner: string, cell: string, params: Params): readonly string[] {
  const gates = cell === 'gru' ? 3 : cell === 'lstm' ? 4 : 1;
  const draws = Number(params.recurrentDropout ?? 0) > 0 ? gates : 1;
  const keys = (what: string, rate: unknown) =>
    Number(rate ?? 0) > 0 ? Array.from({ length: draws }, (_, i) => `${owner}/${what}/${i}`) : [];
  return [...keys('inputs', params.dropout), ...keys('state', params.recurrentDropout)];
}

/** Some of the time steps as padding, all of their features at one value. */
function withPadding({ shape, values, dtype }: Numbers, value: number, key: readonly (string | number)[]): Numbers {
  const features = shape.at(-1) ?? 1;
  const random = createRandom(...key, 'padding');
  const padded = Array.from({ length: values.length / features }, () => random.uniform() < PADDED);
  return { shape, dtype, values: values.map((number, i) => (padded[Math.floor(i / features)] ? value : number)) };
}

/** Of the size a trained layer has, so that no activation saturates. */
function drawWeight(weight: { name: string; shape: readonly number[] }, key: readonly (string | number)[]): readonly number[] {
  // A convolution's kernel has its features along the second axis; those of several heads have them along the first.
  const inputs = weight.name.endsWith('/kernel') ? weight.shape.slice(0, -1) : weight.shape.slice(0, 1);
  const fan = weight.shape.length > 1 ? size(inputs) : 4;
  const { values } = drawFloats(weight.shape, 1 / Math.sqrt(fan), [...key, weight.name]);
  return weight.name.endsWith('variance') ? values.map((value) => 0.5 + Math.abs(value)) : values;
}

function predictionShape(graph: Graph, checked: Check, output: string): readonly number[] {
  const from = graph.edges.find((edge) => edge.to.node === output)?.from;
  return (from && checked.nodes.get(from.node)?.outputs[from.port]?.shape) ?? [];
}

/** Targets of the form that an Output's prediction has. */
function drawTargets(data: DataSpec | undefined, prediction: readonly number[], key: readonly (string | number)[]): Numbers {
  if (data?.target.is === 'class') return drawIndices(prediction.slice(0, -1), prediction.at(-1) ?? 1, key);
  const drawn = drawFloats(prediction, 1, key);
  return data?.target.is === 'binary' ? { ...drawn, values: drawn.values.map((value) => Number(value > 0)) } : drawn;
}

function drawFloats(shape: readonly number[], scale: number, key: readonly (string | number)[]): Numbers {
  const random = createRandom(...key);
  const values = Float32Array.from({ length: size(shape) }, () => random.normal() * scale);
  return { shape, dtype: 'float32', values: Array.from(values) };
}

function drawIndices(shape: readonly number[], below: number, key: readonly (string | number)[]): Numbers {
  const random = createRandom(...key);
  return { shape, dtype: 'int32', values: Array.from({ length: size(shape) }, () => random.below(below)) };
}

const size = (shape: readonly number[]) => shape.reduce((product, axis) => product * axis, 1);
