import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { TrainingSettings } from '../project';

/** √(Σ g²) over all gradients together, a scalar. Pascanu et al. 2013. */
export function globalNorm(tf: TensorFlow, grads: readonly Tf.Tensor[]): Tf.Scalar {
  return tf.sqrt(tf.addN(grads.map((grad) => tf.sum<Tf.Scalar>(tf.square(grad)))));
}

/** Gradients within the limits, each weight by value and by its own norm, then all together. As keras/src/optimizers/base_optimizer.py. */
export function clipGradients(tf: TensorFlow, grads: readonly Tf.Tensor[], clip: TrainingSettings['clip']): readonly Tf.Tensor[] {
  const { value, norm, globalNorm: limit } = clip;
  let clipped = grads;
  if (value !== null) clipped = clipped.map((grad) => tf.clipByValue(grad, -value, value));
  if (norm !== null) clipped = clipped.map((grad) => shrink(tf, grad, tf.norm(grad), norm));
  if (limit === null) return clipped;
  const all = globalNorm(tf, clipped);
  return clipped.map((grad) => shrink(tf, grad, all, limit));
}

/** `grad` where its norm is at most `limit`, else shrunk to it. */
function shrink(tf: TensorFlow, grad: Tf.Tensor, norm: Tf.Tensor, limit: number): Tf.Tensor {
  return tf.mul(grad, tf.div(limit, tf.maximum(norm, limit)));
}
