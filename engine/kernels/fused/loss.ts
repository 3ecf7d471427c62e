import type { LossName, MetricName } from '../../nodes/output/task';
import type { TensorFlow, Tf } from '../tensorflow';
import type { NativeOperations } from './native';
import { runDifferentiable } from './tape';

/** A loss and the metrics that follow from the same numbers: scalars, means over the positions that count. */
export interface Measured {
  readonly loss: Tf.Scalar;
  /** Where a metric is missing, it has to be worked out. Of `rmse` the square. */
  readonly metrics: Readonly<Partial<Record<MetricName, Tf.Scalar>>>;
}

/** output: [batch, ..., width]; target: as the loss takes it; mask: [batch, time], true where a step counts. */
export type Measure = (output: Tf.Tensor, target: Tf.Tensor, mask?: Tf.Tensor) => Measured;

/** Losses by number, the same as in native/loss_names.h, with the activation that each has inside. */
const KINDS: Readonly<Record<LossName, readonly [kind: number, activation: string]>> = {
  meanSquaredError: [0, 'linear'],
  meanAbsoluteError: [1, 'linear'],
  huber: [2, 'linear'],
  sparseCategoricalCrossentropy: [3, 'softmax'],
  categoricalCrossentropy: [3, 'softmax'],
  binaryCrossentropy: [4, 'sigmoid'],
};

/**
 * Loss, gradient and metrics in one operation. Equations: native/loss.h.
 * `activation`: what the last layer ends in and has left to the loss. Undefined where the operation does not hold it.
 */
export function fusedMeasure(tf: TensorFlow, native: NativeOperations, name: LossName, activation: string): Measure | undefined {
  const [kind, own] = KINDS[name];
  if (activation !== own) return undefined;
  const byClass = own === 'softmax';
  const attributes = native.attributes({ kind });
  return (output, target, mask) => {
    const truth = byClass ? [native.none, tf.cast(target, 'int32')] : [tf.cast(target, 'float32'), native.noClasses];
    const counted = mask && (mask.dtype === 'bool' ? mask : tf.cast(mask, 'bool'));
    const [loss, absolute, squared, accuracy] = runDifferentiable(tf, {
      inputs: { output },
      forward: (save) => {
        const [gradient, ...scalars] = native.run('UnrollLoss', attributes, [output, ...truth, counted ?? native.noMask], 5);
        save([gradient as Tf.Tensor]);
        return scalars;
      },
      backward: ([arriving], [gradient]) => ({ output: () => tf.mul(arriving as Tf.Tensor, gradient as Tf.Tensor) }),
    }) as [Tf.Scalar, Tf.Scalar, Tf.Scalar, Tf.Scalar];
    return { loss, metrics: own === 'linear' ? { mae: absolute, rmse: squared } : { accuracy } };
  };
}
