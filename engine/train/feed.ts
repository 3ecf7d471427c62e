import type { Dataset, Part } from '../data/dataset';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel } from '../model/compile';

/** One batch as the model takes it. The caller owns the tensors. */
export interface Batch {
  readonly inputs: readonly Tf.Tensor[];
  /** In the order of the model's outputs. */
  readonly targets: readonly Tf.Tensor[];
  readonly size: number;
}

/** Gathers samples and hands each Input its columns and each Output its targets. */
export function gatherBatch(
  tf: TensorFlow,
  dataset: Pick<Dataset, 'gather'>,
  compiled: CompiledModel,
  part: Part,
  indices: Int32Array,
): Batch {
  const { inputs, targets } = dataset.gather(part, indices);
  return { inputs: pickColumns(tf, inputs, compiled.inputs), targets: pickColumns(tf, targets, compiled.outputs), size: indices.length };
}

/** Hands each end its columns, or all of them. Takes the tensor over; the caller owns what comes back. */
export function pickColumns(tf: TensorFlow, tensor: Tf.Tensor, ends: readonly { columns: readonly number[] | undefined }[]): Tf.Tensor[] {
  const picked = ends.map(({ columns }) => (columns ? tf.gather(tensor, [...columns], -1) : tensor));
  if (!picked.includes(tensor)) tensor.dispose();
  return picked;
}

export function disposeBatch(batch: Batch): void {
  for (const tensor of new Set([...batch.inputs, ...batch.targets])) tensor.dispose();
}

/** Indices of a part in batches of at most `size`, in the order given. */
export function* batchesOf(indices: Int32Array, size: number): Generator<Int32Array> {
  for (let start = 0; start < indices.length; start += size) yield indices.subarray(start, start + size);
}

export function firstIndices(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}
