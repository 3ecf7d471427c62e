import type { Tf } from '../build';
import { type CallOptions, inputOf, type LayerMaker } from '../layer';

export interface DropoutArgs {
  readonly name: string;
  readonly rate: number;
}

/** In training, zeros a share of the numbers and scales up the rest. */
export const dropoutLayer: LayerMaker<DropoutArgs> = ({ tf, OurLayer, random }) =>
  class Dropout extends OurLayer<DropoutArgs> {
    static readonly className = 'UnrollDropout';
    override supportsMasking = true;
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]) {
      return shape;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false }: CallOptions): Tf.Tensor {
      const { name, rate } = this.args;
      return tf.tidy(() => {
        const x = inputOf(inputs);
        return training && rate > 0 ? tf.mul(x, random.mask(name, x.shape, rate)) : tf.clone(x);
      });
    }
  };
