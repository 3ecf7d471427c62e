import type { ActivationName } from '../nodes/traits/activations';
import type { TensorFlow, Tf } from './tensorflow';

type Apply = (tf: TensorFlow, x: Tf.Tensor) => Tf.Tensor;

/** Activations as Keras 3 defines them (keras/src/activations/activations.py); tfjs's own hard sigmoid is the one of Keras 2. */
const ACTIVATION: Readonly<Record<ActivationName, Apply>> = {
  linear: (_tf, x) => x,
  tanh: (tf, x) => tf.tanh(x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  relu: (tf, x) => tf.relu(x),
  softmax: (tf, x) => tf.softmax(x),
  elu: (tf, x) => tf.elu(x),
  selu: (tf, x) => tf.selu(x),
  softplus: (tf, x) => tf.softplus(x),
  softsign: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)),
  hardSigmoid: (tf, x) => tf.clipByValue(tf.add(tf.div(x, 6), 0.5), 0, 1),
  gelu: (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  swish: (tf, x) => tf.mul(x, tf.sigmoid(x)),
};

export function activation(tf: TensorFlow, name: string): (x: Tf.Tensor) => Tf.Tensor {
  const apply = ACTIVATION[name as ActivationName];
  if (!apply) throw new Error(`There is no activation "${name}".`);
  return (x) => apply(tf, x);
}
