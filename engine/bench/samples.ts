import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { BenchCase } from './cases';

export interface Drawn {
  readonly inputs: Tf.Tensor;
  /** Classes as int32 [samples], or numbers [samples, 1]. */
  readonly targets: Tf.Tensor;
}

/** Samples of the form a case has. Times do not depend on their numbers. */
export function drawSamples(tf: TensorFlow, { data }: BenchCase, samples: number): Drawn {
  const shape = [samples, ...data.input.shape];
  const inputs = data.input.dtype === 'index' ? tf.randomUniform(shape, 0, data.input.vocabulary ?? 2, 'int32') : tf.randomNormal(shape);
  const targets =
    data.target.is === 'class' ? tf.randomUniform([samples], 0, data.target.shape.at(-1) ?? 2, 'int32') : tf.randomNormal([samples, 1]);
  return { inputs, targets };
}
