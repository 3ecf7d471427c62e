import type { Tf } from '../build';
import type { GlobalPoolingArgs } from '../globalAveragePooling1d/layer';
import { inputOf, type LayerMaker, shapeOf } from '../layer';

/** [batch, time, features] → [batch, features]: the largest of all time steps. */
export const globalMaxPooling1dLayer: LayerMaker<GlobalPoolingArgs> = ({ tf, OurLayer }) => {
  /** Where several steps are largest they share the gradient, as in TensorFlow; in tfjs each would get all of it. */
  const largest = tf.customGrad((x, save) => {
    const value = tf.max(x as Tf.Tensor, 1, true);
    (save as Tf.GradSaveFunc)([x as Tf.Tensor, value]);
    const gradFunc = (dy: Tf.Tensor, saved: Tf.Tensor[]) => {
      const [from, top] = saved as [Tf.Tensor, Tf.Tensor];
      const hits = tf.cast(tf.equal(from, top), 'float32');
      return tf.mul(tf.div(hits, tf.sum(hits, 1, true)), dy);
    };
    return { value, gradFunc };
  });
  return class GlobalMaxPooling1D extends OurLayer<GlobalPoolingArgs> {
    static readonly className = 'UnrollGlobalMaxPooling1D';
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, , features = null] = shapeOf(shape);
      return this.args.keepDims ? [batch, 1, features] : [batch, features];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const top = largest(inputOf(inputs));
        return this.args.keepDims ? top : tf.squeeze(top, [1]);
      });
    }
  };
};
