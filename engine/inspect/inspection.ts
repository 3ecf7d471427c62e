import { type Inspected, type InspectedTensor, type InspectInput, MAX_SHOWN } from '../api/inspection';
import type { Problem } from '../check';
import type { Dataset } from '../data/dataset';
import { findNode } from '../graph';
import type { Tf } from '../kernels/tensorflow';
import { createExecutor } from '../model/execute';
import type { Project } from '../project';
import { sampleBatch, typedInputs } from './inputs';
import { type InspectionArgs, type OpenModel, withModel } from './model';
import { finite, tracesOf } from './traces';

/** Runs a network once and shows what every port carries and what every gate does. */
export function inspect(given: InspectionArgs, input: InspectInput): Promise<Inspected> {
  const args = { ...given, project: withScores(given.project) };
  const { tf, project } = args;
  return withModel(args, { head: 'predictions', bears: (problem) => concernsOutput(project, problem) }, (open) =>
    runOnce(args, open, input, input.is === 'samples' ? sampleInputs(args, open, input) : typedInputs(tf, open, project, input)),
  );
}

/** An attention shows where it looks, whether or not its scores are asked for as a port. */
function withScores(project: Project): Project {
  const { graph } = project;
  const nodes = graph.nodes.map((node) => (node.params.scores === false ? { ...node, params: { ...node.params, scores: true } } : node));
  return { ...project, graph: { ...graph, nodes } };
}

/** What an Output lacks does not keep the rest from being run. */
function concernsOutput({ graph }: Project, { code, node }: Problem): boolean {
  return code === 'no-output' || (node !== undefined && findNode(graph, node)?.type === 'output');
}

function sampleInputs({ tf }: InspectionArgs, { compiled, dataset }: OpenModel, input: Extract<InspectInput, { is: 'samples' }>) {
  const { inputs, targets } = sampleBatch(tf, compiled, dataset, input);
  for (const target of targets) target.dispose();
  return inputs;
}

/** Owns and disposes of the inputs. */
function runOnce(
  { tf, project }: InspectionArgs,
  { compiled, checked, dataset, dataChanged }: OpenModel,
  input: InspectInput,
  inputs: readonly Tf.Tensor[],
): Inspected {
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
    // Numbers that were typed are of no data.
    dataChanged: dataChanged && input.is === 'samples',
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
