import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { MetricName, Objective } from '../nodes/output/task';
import { spread, squash } from './losses';

/**
 * What a metric adds up over batches: a scalar per batch, weighed by the batch's samples, and what becomes of the mean at the end.
 * Regression metrics are in the units the network is trained in; the evaluation panel shows the data's own.
 */
interface Metric {
  readonly batch: (output: Tf.Tensor, target: Tf.Tensor, known: { loss: Tf.Scalar; mask: Tf.Tensor | undefined }) => Tf.Scalar;
  readonly finish: (mean: number) => number;
}

const identity = (mean: number) => mean;

export function createMetric(tf: TensorFlow, name: MetricName, objective: Objective, activation: string): Metric {
  const mean = (values: Tf.Tensor, mask: Tf.Tensor | undefined): Tf.Scalar => {
    if (!mask) return tf.mean(values);
    const counted = spread(tf, mask, values);
    return tf.divNoNan(tf.sum(tf.mul(values, counted)), tf.sum(counted));
  };
  switch (name) {
    case 'accuracy':
      return { batch: (output, target, { mask }) => mean(isRight(tf, output, target, objective, activation), mask), finish: identity };
    case 'mae':
      return { batch: (output, target, { mask }) => mean(tf.abs(tf.sub(squash(tf, output, activation), target)), mask), finish: identity };
    case 'rmse':
      return {
        batch: (output, target, { mask }) => mean(tf.squaredDifference(squash(tf, output, activation), target), mask),
        finish: Math.sqrt,
      };
    case 'perplexity':
      return { batch: (_output, _target, { loss }) => loss, finish: Math.exp };
  }
}

/** 1 where the likeliest class is the true one, or where yes or no is right at one half. */
function isRight(tf: TensorFlow, output: Tf.Tensor, target: Tf.Tensor, objective: Objective, activation: string): Tf.Tensor {
  if (objective.task === 'binary') {
    const yes = tf.greater(squash(tf, output, activation), 0.5);
    return tf.cast(tf.equal(tf.cast(yes, 'float32'), target), 'float32');
  }
  const likeliest = tf.argMax(output, -1);
  return tf.cast(tf.equal(tf.cast(likeliest, 'int32'), tf.cast(target, 'int32')), 'float32');
}
