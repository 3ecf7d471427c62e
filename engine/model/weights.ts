import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { WeightSpec } from '../nodes';

/** A weight of the model under its lasting name, `lstm-1/kernel`. */
export interface NamedWeight extends WeightSpec {
  readonly variable: Tf.Variable;
  readonly trainable: boolean;
}

/** Numbers of a weight, outside TensorFlow. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export function readWeights(weights: readonly NamedWeight[]): StoredTensor[] {
  return weights.map(({ name, shape, variable }) => ({ name, shape, values: Float32Array.from(variable.dataSync()) }));
}

/** Puts stored numbers into a model by name. Throws where a name or a shape does not match. */
export function writeWeights(tf: TensorFlow, weights: readonly NamedWeight[], stored: readonly StoredTensor[]): void {
  const byName = new Map(stored.map((tensor) => [tensor.name, tensor]));
  for (const { name, shape, variable } of weights) {
    const tensor = byName.get(name);
    if (!tensor) throw new Error(`The stored weights lack "${name}".`);
    if (tensor.shape.join() !== shape.join()) throw new Error(`"${name}" is stored as [${tensor.shape}], but the model has [${shape}].`);
    tf.tidy(() => variable.assign(tf.tensor(tensor.values, [...shape])));
  }
}
