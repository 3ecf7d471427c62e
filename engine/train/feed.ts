import type { Dataset, Part } from '../data/dataset';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel } from '../model/compile';

/** One batch as the model takes it. The caller owns the tensors. */
export interface Batch {
  readonly inputs: readonly Tf.Tensor[];
  readonly targets: Tf.Tensor;
  readonly size: number;
}

/** Gathers samples and hands each Input node its columns. */
export function gatherBatch(tf: TensorFlow, dataset: Dataset, compiled: CompiledModel, part: Part, indices: Int32Array): Batch {
  const { inputs, targets } = dataset.gather(part, indices);
  const fed = compiled.inputs.map(({ columns }) => (columns ? tf.gather(inputs, [...columns], -1) : inputs));
  if (!fed.includes(inputs)) inputs.dispose();
  return { inputs: fed, targets, size: indices.length };
}

export function disposeBatch(batch: Batch): void {
  for (const tensor of new Set([...batch.inputs, batch.targets])) tensor.dispose();
}

/** Indices of a part in batches of at most `size`, in the order given. */
export function* batchesOf(indices: Int32Array, size: number): Generator<Int32Array> {
  for (let start = 0; start < indices.length; start += size) yield indices.subarray(start, start + size);
}

export function firstIndices(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}
