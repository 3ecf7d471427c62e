import type { Tf } from '../build';
import { inputOf, type LayerMaker, withoutGradient } from '../layer';

export interface MaskingArgs {
  readonly name: string;
  readonly maskValue: number;
}

/**
 * [batch, time, features] → the same, with zeros at the time steps whose features all have one value, which count no more from here on.
 * Keras's Masking; that of tfjs cannot stand behind a layer that learns, since it asks for the gradient of the mask.
 */
export const maskingLayer: LayerMaker<MaskingArgs> = ({ tf, OurLayer }) =>
  class Masking extends OurLayer<MaskingArgs> {
    static readonly className = 'UnrollMasking';
    override supportsMasking = true;
    override computeMask(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => this.mask(inputOf(inputs)));
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const x = inputOf(inputs);
        return tf.mul(x, tf.expandDims(tf.cast(this.mask(x), 'float32'), -1));
      });
    }
    /** [batch, time]. */
    private mask(x: Tf.Tensor): Tf.Tensor {
      return withoutGradient(tf, tf.any(tf.notEqual(x, this.args.maskValue), -1));
    }
  };
