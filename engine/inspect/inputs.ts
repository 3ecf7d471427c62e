import { Refusal } from '../api/contract';
import type { InspectInput } from '../api/inspection';
import type { Dataset, Part } from '../data/dataset';
import { formatShape, type GraphNode } from '../graph';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel } from '../model/compile';
import type { Project } from '../project';
import { type Batch, gatherBatch } from '../train/feed';
import type { OpenModel } from './model';

/** Samples of a part from number `index` on, as many as there are of `count`. The caller owns the tensors. */
export function sampleBatch(
  tf: TensorFlow,
  compiled: CompiledModel,
  dataset: Dataset | undefined,
  { part, index, count }: { part: Part; index: number; count: number },
): Batch {
  if (!dataset) throw new Refusal('The project has no data to take a sample from: type numbers, or load data in the Data panel.');
  const left = dataset.counts[part] - index;
  if (left < 1) throw new Refusal(`The ${part} part has ${dataset.counts[part]} samples: there is no sample ${index + 1}.`);
  return gatherBatch(
    { tf, dataset, compiled },
    part,
    Int32Array.from({ length: Math.min(count, left) }, (_, i) => index + i),
  );
}

/** Numbers that were typed, by Input in the order of the model. The caller owns the tensors. */
export function typedInputs(
  tf: TensorFlow,
  { compiled, checked }: Pick<OpenModel, 'compiled' | 'checked'>,
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
