import type { Tf } from '../build';
import { type CallOptions, inputOf, type LayerMaker, masksOf, shapeOf } from '../layer';

export interface GlobalPoolingArgs {
  readonly name: string;
  /** One time step remains. */
  readonly keepDims: boolean;
}

/** [batch, time, features] → [batch, features]: the mean of the time steps that count; 0 where none does. */
export const globalAveragePooling1dLayer: LayerMaker<GlobalPoolingArgs> = ({ tf, OurLayer }) =>
  class GlobalAveragePooling1D extends OurLayer<GlobalPoolingArgs> {
    static readonly className = 'UnrollGlobalAveragePooling1D';
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, , features = null] = shapeOf(shape);
      return this.args.keepDims ? [batch, 1, features] : [batch, features];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { mask }: CallOptions): Tf.Tensor {
      return tf.tidy(() => {
        const { keepDims } = this.args;
        const x = inputOf(inputs);
        const [counts] = masksOf(inputs, mask);
        if (!counts) return tf.mean(x, 1, keepDims);
        const factors = tf.expandDims(tf.cast(counts, 'float32'), -1);
        // What is divided here depends on no weight: tfjs has no gradient of divNoNan.
        return tf.mul(tf.sum(tf.mul(x, factors), 1, keepDims), tf.divNoNan(1, tf.sum(factors, 1, keepDims)));
      });
    }
  };
