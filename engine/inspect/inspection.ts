import { Refusal } from '../api/contract';
import { type Inspected, type InspectedTensor, type InspectInput, MAX_SHOWN } from '../api/inspection';
import { type Check, check, innerLayer, type Problem } from '../check';
import type { Dataset } from '../data/dataset';
import { openDataset } from '../data/open';
import { findNode, formatShape, type GraphNode } from '../graph';
import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import { type CompiledModel, compile } from '../model/compile';
import { createExecutor } from '../model/execute';
import { type StoredTensor, writeWeights } from '../model/weights';
import { nodeType } from '../nodes';
import { type CellName, type RecurrentValues, recurrentArgs } from '../nodes/traits/recurrent';
import type { Project } from '../project';
import { samplesFolder } from '../project/resources';
import { gatherBatch } from '../train/feed';
import { type PlainWeights, traceCell } from './cells';

export interface InspectionArgs {
  readonly tf: TensorFlow;
  readonly project: Project;
  readonly projectPath: string | null;
  /** Of a run; fresh ones from the project's seed where undefined. */
  readonly weights: readonly StoredTensor[] | undefined;
  readonly input: InspectInput;
}

/** Runs a network once and shows what every port carries and what every gate does. */
export async function inspect(given: InspectionArgs): Promise<Inspected> {
  const project = withScores(given.project);
  const args = { ...given, project };
  const { tf, input } = args;
  const dataset =
    project.data.is === 'none'
      ? undefined
      : await openDataset(tf, project.data, { projectPath: args.projectPath, samplesFolder: samplesFolder() });
  try {
    const checked = check(project.graph, { data: dataset?.spec });
    const problem = checked.problems.find((found) => found.severity === 'error' && !concernsOutput(project, found));
    if (problem) throw new Refusal(problem.text);
    const compiled = compileWith(args, checked, dataset);
    try {
      const inputs =
        input.is === 'samples' ? sampleInputs(tf, compiled, dataset, input) : typedInputs(tf, compiled, checked, project, input);
      return runOnce(args, compiled, checked, dataset, inputs);
    } finally {
      compiled.dispose();
    }
  } finally {
    dataset?.dispose();
  }
}

/** Every attention shows its weights, whether or not anything is wired to them. */
function withScores(project: Project): Project {
  const nodes = project.graph.nodes.map((node) =>
    node.params.scores === false ? { ...node, params: { ...node.params, scores: true } } : node,
  );
  return { ...project, graph: { ...project.graph, nodes } };
}

/** What an Output lacks does not keep the rest from being run. */
function concernsOutput({ graph }: Project, { code, node }: Problem): boolean {
  return code === 'no-output' || (node !== undefined && findNode(graph, node)?.type === 'output');
}

function compileWith({ tf, project, weights }: InspectionArgs, checked: Check, dataset: Dataset | undefined): CompiledModel {
  const { graph, seed } = project;
  const dropout = createDropoutSource(tf, seed);
  const compiled = compile({ tf, graph, checked, data: dataset?.spec, seed, dropout, head: 'predictions', flavour: 'ours' });
  if (weights) writeWeights(tf, compiled.weights, weights);
  return compiled;
}

function sampleInputs(
  tf: TensorFlow,
  compiled: CompiledModel,
  dataset: Dataset | undefined,
  { part, index, count }: Extract<InspectInput, { is: 'samples' }>,
): readonly Tf.Tensor[] {
  if (!dataset) throw new Refusal('The project has no data to take a sample from: type numbers, or load data in the Data panel.');
  const left = dataset.counts[part] - index;
  if (left < 1) throw new Refusal(`The ${part} part has ${dataset.counts[part]} samples: there is no sample ${index + 1}.`);
  const indices = Int32Array.from({ length: Math.min(count, left) }, (_, i) => index + i);
  const { inputs, targets } = gatherBatch(tf, dataset, compiled, part, indices);
  for (const target of targets) target.dispose();
  return inputs;
}

function typedInputs(
  tf: TensorFlow,
  compiled: CompiledModel,
  checked: Check,
  project: Project,
  { tensors }: Extract<InspectInput, { is: 'numbers' }>,
): readonly Tf.Tensor[] {
  return compiled.inputs.map(({ name }) => {
    const given = tensors.find((tensor) => tensor.input === name);
    if (!given) throw new Refusal(`Nothing was given for the Input "${name}".`);
    const node = project.graph.nodes.find((candidate) => candidate.name === name) as GraphNode;
    const type = checked.nodes.get(node.id)?.outputs.output;
    const expected = type?.shape ?? [];
    if (given.shape.slice(1).join() !== expected.join()) {
      throw new Refusal(
        `The Input "${name}" takes samples of ${formatShape(expected)}, but was given ${formatShape(given.shape.slice(1))}.`,
      );
    }
    const size = given.shape.reduce((product, axis) => product * axis, 1);
    if (size !== given.values.length) {
      throw new Refusal(`The Input "${name}" was given ${given.values.length} numbers, but ${formatShape(given.shape)} has ${size}.`);
    }
    const limit = type?.vocabulary ?? Number.POSITIVE_INFINITY;
    const stray =
      type?.dtype === 'index' ? given.values.find((value) => !Number.isInteger(value) || value < 0 || value >= limit) : undefined;
    if (stray !== undefined)
      throw new Refusal(
        `The Input "${name}" takes whole numbers from 0${Number.isFinite(limit) ? ` to ${limit - 1}` : ''}, but was given ${stray}.`,
      );
    return tf.tensor(given.values, given.shape, type?.dtype === 'index' ? 'int32' : 'float32');
  });
}

/** Owns and disposes of the inputs. */
function runOnce(
  args: InspectionArgs,
  compiled: CompiledModel,
  checked: Check,
  dataset: Dataset | undefined,
  inputs: readonly Tf.Tensor[],
): Inspected {
  const { tf, project, input } = args;
  const names = [...compiled.symbols.keys()];
  const executor = createExecutor(compiled.model.inputs as never, [...compiled.symbols.values()]);
  const values = new Map<string, { shape: number[]; numbers: ArrayLike<number> }>();
  try {
    tf.tidy(() => {
      executor.run(inputs, { training: false }).values.forEach(({ value }, i) => {
        values.set(names[i] as string, { shape: value.shape, numbers: value.dataSync() });
      });
    });
  } finally {
    for (const tensor of new Set(inputs)) tensor.dispose();
  }
  return {
    ports: [...values].map(([name, value]) => {
      const dot = name.lastIndexOf('.');
      return { node: name.slice(0, dot), port: name.slice(dot + 1), tensor: shown(value.shape, value.numbers) };
    }),
    cells: project.graph.nodes.flatMap((node) => tracesOf(node, project, checked, compiled, values)),
    ...(dataset && input.is === 'samples' ? wordsOf(dataset, input) : { steps: [], target: null }),
  };
}

function wordsOf(dataset: Dataset, { part, index }: Extract<InspectInput, { is: 'samples' }>): Pick<Inspected, 'steps' | 'target'> {
  const { input, target } = dataset.show(part, index);
  return { steps: input, target };
}

function shown(shape: readonly number[], numbers: ArrayLike<number>): InspectedTensor {
  return {
    shape: [...shape],
    values: Array.from({ length: Math.min(numbers.length, MAX_SHOWN) }, (_, i) => finite(numbers[i])),
    cut: numbers.length > MAX_SHOWN,
  };
}

type PortValues = ReadonlyMap<string, { shape: number[]; numbers: ArrayLike<number> }>;

/** Every gate of a recurrent layer for the first sample; nothing for other nodes. */
function tracesOf(node: GraphNode, project: Project, checked: Check, compiled: CompiledModel, values: PortValues): Inspected['cells'] {
  const type = nodeType(node.type);
  if (type?.group !== 'recurrent' || !checked.nodes.has(node.id)) return [];
  const inner = type.holds ? innerLayer(project.graph, node, type) : { type, params: node.params, name: node.name };
  const cell = inner?.type.type as CellName | undefined;
  const edge = project.graph.edges.find(({ to }) => to.node === node.id && to.port === 'sequence');
  const sequence = edge && values.get(`${edge.from.node}.${edge.from.port}`);
  if (!inner || !cell || !sequence) return [];
  const [, steps = 0, features = 0] = sequence.shape;
  const params = inner.params as unknown as RecurrentValues;
  const args = recurrentArgs(cell, { name: node.name, initialiser: (name) => ({ name, apply: () => undefined as never }) }, params);
  const rows = Array.from({ length: steps }, (_, t) =>
    Float64Array.from({ length: features }, (_, f) => sequence.numbers[t * features + f] as number),
  );
  const trace = (direction: 'forward' | 'backward', prefix: string, backwards: boolean) => {
    const weights = plainWeights(compiled, `${node.name}/${prefix}`);
    const traces = traceCell(args, weights, backwards ? [...rows].reverse() : rows, initialState(node, project, values));
    return {
      node: node.id,
      name: findNode(project.graph, node.id)?.name ?? node.name,
      direction,
      steps,
      units: params.units,
      traces: traces.map(({ name, values: over }) => ({
        name,
        values: over.flatMap((step) => Array.from(step, finite)).slice(0, MAX_SHOWN),
      })),
    };
  };
  if (!type.holds) return [trace(params.goBackwards ? 'backward' : 'forward', '', params.goBackwards)];
  return [trace('forward', 'forward_', params.goBackwards), trace('backward', 'backward_', !params.goBackwards)];
}

function initialState(node: GraphNode, project: Project, values: PortValues): { h?: Float64Array; c?: Float64Array } {
  const at = (port: string) => {
    const from = project.graph.edges.find(({ to }) => to.node === node.id && to.port === port)?.from;
    const value = from && values.get(`${from.node}.${from.port}`);
    return value && Float64Array.from({ length: value.shape[1] ?? 0 }, (_, i) => value.numbers[i] as number);
  };
  const [h, c] = [at('initial_h'), at('initial_c')];
  return { ...(h ? { h } : {}), ...(c ? { c } : {}) };
}

function plainWeights(compiled: CompiledModel, prefix: string): PlainWeights {
  const own = compiled.weights.filter(({ name }) => name.startsWith(prefix));
  return Object.fromEntries(own.map(({ name, shape, variable }) => [name.slice(prefix.length), { shape, values: variable.dataSync() }]));
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
