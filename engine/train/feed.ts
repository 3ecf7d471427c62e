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

/** Where batches come from, and the model that they are for. */
export interface FeedArgs {
  readonly tf: TensorFlow;
  readonly dataset: Pick<Dataset, 'prepare'>;
  readonly compiled: CompiledModel;
}

/**
 * Samples of a part, `size` at a time, in the order given. The next batch is gathered while the caller works on this one, which is
 * disposed of when the next is asked for, or when the caller leaves the loop.
 */
export function* feed(args: FeedArgs, part: Part, order: Int32Array, size: number): Generator<Batch, void, undefined> {
  const beginAt = (start: number) => (start < order.length ? beginBatch(args, part, order.subarray(start, start + size)) : undefined);
  let coming = beginAt(0);
  try {
    for (let start = size; coming; start += size) {
      const batch = coming();
      coming = undefined;
      try {
        coming = beginAt(start);
        yield batch;
      } finally {
        disposeBatch(batch);
      }
    }
  } finally {
    if (coming) disposeBatch(coming());
  }
}

export function gatherBatch(args: FeedArgs, part: Part, indices: Int32Array): Batch {
  return beginBatch(args, part, indices)();
}

/** Begins to gather samples. → the batch, each Input with its columns and each Output with its targets. */
function beginBatch({ tf, dataset, compiled }: FeedArgs, part: Part, indices: Int32Array): () => Batch {
  const prepared = dataset.prepare(part, indices);
  return () => {
    const { inputs, targets } = prepared();
    return {
      inputs: pickColumns(tf, inputs, compiled.inputs),
      targets: pickColumns(tf, targets, compiled.outputs),
      size: indices.length,
    };
  };
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

export function firstIndices(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}
