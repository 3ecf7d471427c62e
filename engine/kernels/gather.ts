import { fusedGatherer } from './fused/gather';
import { nativeOperations } from './fused/native';
import type { TensorFlow, Tf } from './tensorflow';

/** What a sample reads: `count` rows from `first` on, standing from time step `at`. All its other steps read row 0. */
export interface Span {
  readonly first: number;
  readonly count: number;
  readonly at: number;
}

/** Where samples are gathered from. */
export interface GatherSource {
  /** Rows that stay in memory: [rows, columns], or [rows] of single numbers. They are the gatherer's from now on. */
  readonly cells: Tf.Tensor;
  /** Time steps of a sample. */
  readonly steps: number;
  /** Each number, an index, becomes a vector of this length; null leaves it as it is. */
  readonly oneHot: number | null;
  /** Of one sample: as many numbers as its steps have. */
  readonly shape: readonly number[];
}

export interface Gatherer {
  /**
   * Begins with a batch, which goes on beside what this thread does next where the machine has the kernels for it.
   * → waits until it is there and gives it, [samples, ...shape]; to be called once; the caller owns the tensor.
   */
  begin(spans: readonly Span[]): () => Tf.Tensor;
  dispose(): void;
}

export type GathererMaker = (source: GatherSource) => Gatherer;

export function bestGatherer(tf: TensorFlow): GathererMaker {
  const native = nativeOperations(tf);
  return native ? fusedGatherer(tf, native) : plainGatherer(tf);
}

/** One of TensorFlow's operations, when the batch is taken. */
export function plainGatherer(tf: TensorFlow): GathererMaker {
  return ({ cells, steps, oneHot, shape }) => ({
    begin: (spans) => () =>
      tf.tidy(() => {
        const rows = tf.tensor2d(rowsOfSpans(spans, steps), [spans.length, steps], 'int32');
        return expand(tf, tf.gather(cells, rows), oneHot).reshape([spans.length, ...shape]);
      }),
    dispose: () => cells.dispose(),
  });
}

/** One-hot vectors are made for a batch at a time: of a whole text they would not fit into memory. */
export function expand(tf: TensorFlow, indices: Tf.Tensor, oneHot: number | null): Tf.Tensor {
  return oneHot === null ? indices : tf.oneHot(indices.toInt(), oneHot, 1, 0, 'float32');
}

/** The rows that samples read, step by step. */
export function rowsOfSpans(spans: readonly Span[], steps: number): Int32Array {
  const rows = new Int32Array(spans.length * steps);
  for (const [sample, { first, count, at }] of spans.entries()) {
    const start = sample * steps + at;
    for (let i = 0; i < count; i++) rows[start + i] = first + i;
  }
  return rows;
}
