import type { Tf } from '../build';
import { type CallOptions, inputOf, type LayerMaker } from '../layer';

export interface GaussianNoiseArgs {
  readonly name: string;
  /** Standard deviation. */
  readonly stddev: number;
}

/** In training, adds normal noise to every number. */
export const gaussianNoiseLayer: LayerMaker<GaussianNoiseArgs> = ({ tf, OurLayer, random }) =>
  class GaussianNoise extends OurLayer<GaussianNoiseArgs> {
    static readonly className = 'UnrollGaussianNoise';
    override supportsMasking = true;
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false }: CallOptions): Tf.Tensor {
      const { name, stddev } = this.args;
      return tf.tidy(() => {
        const x = inputOf(inputs);
        return training && stddev > 0 ? tf.add(x, tf.mul(random.normal(name, x.shape), stddev)) : tf.clone(x);
      });
    }
  };
