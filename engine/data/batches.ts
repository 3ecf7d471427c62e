import { createHash } from 'node:crypto';
import type { Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../kernels/tensorflow';
import type { Arrangement, Reading } from './arrangement';
import type { Part } from './dataset';

/** Batches gathered from tensors that stay in memory. */
export interface Batches {
  gather(part: Part, indices: Int32Array): { inputs: Tensor; targets: Tensor };
  /** Inputs of samples by their number over all parts; a sample needs no target for it. */
  inputAt(samples: Int32Array): Tensor;
  dispose(): void;
}

/** Keeps an arrangement's numbers as two tensors; a batch is one gather of each by a matrix of row numbers. */
export function createBatches(tf: TensorFlow, { input, target, starts, counts, spec }: Arrangement): Batches {
  const inputCells = residentTensor(tf, input);
  const targetCells = residentTensor(tf, target);
  const inputAt = (samples: Int32Array) => tf.tidy(() => expand(tf, tf.gather(inputCells, rowMatrix(tf, input, samples)), input.oneHot));
  const targetShape = spec.target.is === 'class' ? spec.target.shape.slice(0, -1) : spec.target.shape;
  return {
    gather: (part, indices) => {
      const samples = indices.map((index) => {
        if (index < 0 || index >= counts[part]) throw new Error(`There is no ${part} sample ${index}: the part has ${counts[part]}.`);
        return starts[part] + index;
      });
      const inputs = inputAt(samples);
      const targets = tf.tidy(() => tf.gather(targetCells, rowMatrix(tf, target, samples)).reshape([samples.length, ...targetShape]));
      return { inputs, targets };
    },
    inputAt,
    dispose: () => {
      inputCells.dispose();
      targetCells.dispose();
    },
  };
}

/** One-hot vectors are made for a batch at a time: of a whole text they would not fit into memory. */
export function expand(tf: TensorFlow, inputs: Tensor, oneHot: number | null): Tensor {
  return oneHot === null ? inputs : tf.oneHot(inputs.toInt(), oneHot, 1, 0, 'float32');
}

export function fingerprint({ input, target }: Pick<Arrangement, 'input' | 'target'>): string {
  const hash = createHash('sha256');
  for (const { cells } of [input, target]) hash.update(new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength));
  return hash.digest('hex');
}

function residentTensor(tf: TensorFlow, { cells, columns }: Reading): Tensor {
  const dtype = cells instanceof Int32Array ? 'int32' : 'float32';
  return columns === null ? tf.tensor1d(cells, dtype) : tf.tensor2d(cells, [cells.length / columns, columns], dtype);
}

function rowMatrix(tf: TensorFlow, reading: Reading, samples: Int32Array): Tensor {
  const rows = new Int32Array(samples.length * reading.steps);
  for (const [i, sample] of samples.entries()) reading.rows(sample, rows, i * reading.steps);
  return tf.tensor2d(rows, [samples.length, reading.steps], 'int32');
}
