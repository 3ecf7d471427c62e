import type { TensorFlow, Tf } from '../tensorflow';
import type { CellWeights } from './cells';

/** x · W + b. */
export function affine(tf: TensorFlow, x: Tf.Tensor2D, { kernel, bias }: CellWeights): Tf.Tensor2D {
  const product: Tf.Tensor2D = tf.matMul(x, kernel as Tf.Tensor2D);
  return bias ? tf.add(product, bias) : product;
}

/** Picks the columns of gates: `count` blocks of `units` from block `from` on. */
export function columnsOf(tf: TensorFlow, units: number) {
  return (x: Tf.Tensor2D, from: number, count = 1): Tf.Tensor2D => tf.slice(x, [0, from * units], [-1, count * units]);
}
