import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { NamedWeight } from '../model/weights';
import type { Penalty } from '../nodes';
import type { Constraint } from '../nodes/traits/regularisers';

/** As Keras: keeps a norm of zero from dividing. */
const EPSILON = 1e-7;

/** What weights and outputs add to the loss: keras/src/regularizers/regularizers.py. Undefined where nothing does. */
export function penaltyOnWeights(tf: TensorFlow, weights: readonly NamedWeight[]): Tf.Scalar | undefined {
  return total(
    tf,
    weights.flatMap(({ variable, penalty }) => (penalty ? [penalise(tf, variable, penalty)] : [])),
  );
}

/** The mean over the batch of each output's penalty. */
export function penaltyOnOutputs(
  tf: TensorFlow,
  outputs: readonly { readonly value: Tf.Tensor; readonly penalty: Penalty }[],
): Tf.Scalar | undefined {
  return total(
    tf,
    outputs.map(({ value, penalty }): Tf.Scalar => tf.div(penalise(tf, value, penalty), value.shape[0] ?? 1)),
  );
}

function penalise(tf: TensorFlow, value: Tf.Tensor, { l1, l2 }: Penalty): Tf.Scalar {
  const absolute: Tf.Scalar = tf.mul(tf.sum(tf.abs(value)), l1);
  const square: Tf.Scalar = tf.mul(tf.sum(tf.square(value)), l2);
  if (l1 === 0) return square;
  return l2 === 0 ? absolute : tf.add(absolute, square);
}

function total(tf: TensorFlow, parts: readonly Tf.Scalar[]): Tf.Scalar | undefined {
  return parts.length === 0 ? undefined : tf.addN([...parts]);
}

/** Brings weights back to what they have to be, after a step: keras/src/constraints/constraints.py. */
export function constrain(tf: TensorFlow, weights: readonly NamedWeight[]): void {
  for (const { variable, constraint } of weights) {
    if (constraint) tf.tidy(() => variable.assign(constrained(tf, variable, constraint)));
  }
}

function constrained(tf: TensorFlow, weight: Tf.Tensor, { is, maxNorm }: Constraint): Tf.Tensor {
  if (is === 'nonNegative') return tf.relu(weight);
  const norms = tf.sqrt(tf.sum(tf.square(weight), 0, true));
  if (is === 'unitNorm') return tf.div(weight, tf.add(norms, EPSILON));
  return tf.mul(weight, tf.div(tf.minimum(norms, maxNorm), tf.add(norms, EPSILON)));
}
