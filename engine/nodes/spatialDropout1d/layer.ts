import type { Tf } from '../build';
import type { DropoutArgs } from '../dropout/layer';
import { type CallOptions, inputOf, type LayerMaker } from '../layer';

/** [batch, time, features]; in training, zeros whole features over all time steps and scales up the rest. */
export const spatialDropout1dLayer: LayerMaker<DropoutArgs> = ({ tf, OurLayer, random }) =>
  class SpatialDropout1D extends OurLayer<DropoutArgs> {
    static readonly className = 'UnrollSpatialDropout1D';
    override supportsMasking = true;
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false }: CallOptions): Tf.Tensor {
      const { name, rate } = this.args;
      return tf.tidy(() => {
        const x = inputOf(inputs);
        const [batch = 1, , features = 1] = x.shape;
        return training && rate > 0 ? tf.mul(x, random.mask(name, [batch, 1, features], rate)) : tf.clone(x);
      });
    }
  };
