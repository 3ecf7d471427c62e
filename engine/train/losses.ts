import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { LossName } from '../nodes/output/task';

/**
 * A loss, a scalar: the mean over batch, time and outputs, of the positions that count.
 * output: [batch, ..., width], logits where `activation` is what the loss expects, else what the layer gave;
 * target: int32 class indices [batch, ...] for cross-entropy over classes, else float32 of the output's shape;
 * mask: [batch, time], true where a step counts.
 */
export type Loss = (output: Tf.Tensor, target: Tf.Tensor, mask?: Tf.Tensor) => Tf.Scalar;

/** Probabilities are kept this far from 0 and 1 before a logarithm, as Keras does. */
const EPSILON = 1e-7;
/** Where Huber's loss turns from square to line. */
const HUBER_DELTA = 1;

/** Losses of keras/src/losses/losses.py. `activation`: what the last layer ends in; its output then arrives without it. */
export function createLoss(tf: TensorFlow, name: LossName, activation: string): Loss {
  const each = createPositionLoss(tf, name, activation);
  return (output, target, mask) => {
    const losses = each(output, target);
    if (!mask) return tf.mean(losses);
    const counted = spread(tf, mask, losses);
    // Where nothing counts there is no loss.
    // What is divided here depends on no weight: tfjs has no gradient of divNoNan.
    return tf.mul(tf.sum(tf.mul(losses, counted)), tf.divNoNan(1, tf.sum(counted)));
  };
}

/** A mask as factors on each of `values`, whose first axes are batch and time. */
export function spread(tf: TensorFlow, mask: Tf.Tensor, values: Tf.Tensor): Tf.Tensor {
  const missing = values.rank - mask.rank;
  const expanded = tf.reshape(tf.cast(mask, 'float32'), [...mask.shape, ...Array.from({ length: missing }, () => 1)]);
  return tf.broadcastTo(expanded, values.shape);
}

/** The loss at each position, [batch, ...] without the last axis. */
function createPositionLoss(tf: TensorFlow, name: LossName, activation: string): (output: Tf.Tensor, target: Tf.Tensor) => Tf.Tensor {
  const error = (output: Tf.Tensor, target: Tf.Tensor) => tf.sub(squash(tf, output, activation), target);
  switch (name) {
    case 'meanSquaredError':
      return (output, target) => tf.mean(tf.square(error(output, target)), -1);
    case 'meanAbsoluteError':
      return (output, target) => tf.mean(tf.abs(error(output, target)), -1);
    case 'huber':
      return (output, target) => {
        const distance = tf.abs(error(output, target));
        const near = tf.minimum(distance, HUBER_DELTA);
        const far = tf.sub(distance, near);
        return tf.mean(tf.add(tf.mul(tf.square(near), 0.5), tf.mul(far, HUBER_DELTA)), -1);
      };
    case 'categoricalCrossentropy':
    case 'sparseCategoricalCrossentropy':
      return (output, target) => classEntropy(tf, output, target, activation);
    case 'binaryCrossentropy':
      return (output, target) => tf.mean(binaryEntropy(tf, output, target, activation), -1);
  }
}

/** Applies the activation that the model left to the loss. */
export function squash(tf: TensorFlow, output: Tf.Tensor, activation: string): Tf.Tensor {
  if (activation === 'softmax') return tf.softmax(output);
  if (activation === 'sigmoid') return tf.sigmoid(output);
  return output;
}

/** −log p of the true class, [batch, ...]. */
function classEntropy(tf: TensorFlow, output: Tf.Tensor, target: Tf.Tensor, activation: string): Tf.Tensor {
  const classes = output.shape.at(-1) as number;
  const truth = tf.cast(tf.oneHot(tf.cast(target, 'int32'), classes), 'float32');
  if (activation === 'softmax') return tf.neg(tf.sum(tf.mul(truth, tf.logSoftmax(output)), -1));
  const given = squash(tf, output, activation);
  const shares = tf.div(given, tf.sum(given, -1, true));
  return tf.neg(tf.sum(tf.mul(truth, tf.log(tf.clipByValue(shares, EPSILON, 1 - EPSILON))), -1));
}

function binaryEntropy(tf: TensorFlow, output: Tf.Tensor, target: Tf.Tensor, activation: string): Tf.Tensor {
  if (activation === 'sigmoid') {
    return tf.add(tf.sub(tf.relu(output), tf.mul(output, target)), tf.softplus(tf.neg(tf.abs(output))));
  }
  const given = tf.clipByValue(squash(tf, output, activation), EPSILON, 1 - EPSILON);
  const yes = tf.mul(target, tf.log(given));
  const no = tf.mul(tf.sub(1, target), tf.log(tf.sub(1, given)));
  return tf.neg(tf.add(yes, no));
}
