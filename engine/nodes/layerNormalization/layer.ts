import type { Initialiser, Tf } from '../build';
import { featuresOf, inputOf, type LayerMaker, type Weight } from '../layer';

export interface NormalizationArgs {
  readonly name: string;
  /** Added to the variance before its root. */
  readonly epsilon: number;
  /** Learns a shift, beta. */
  readonly center: boolean;
  /** Learns a factor, gamma. */
  readonly scale: boolean;
  readonly gammaInitializer?: Initialiser | undefined;
  readonly betaInitializer?: Initialiser | undefined;
}

/** [..., features]: each vector along the last axis to mean 0 and variance 1, then by gamma and beta. */
export const layerNormalizationLayer: LayerMaker<NormalizationArgs> = ({ tf, OurLayer }) =>
  class LayerNormalization extends OurLayer<NormalizationArgs> {
    static readonly className = 'UnrollLayerNormalization';
    override supportsMasking = true;
    private gamma: Weight | undefined;
    private beta: Weight | undefined;
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const { scale, center, gammaInitializer, betaInitializer } = this.args;
      const features = [featuresOf(shape)];
      if (scale) this.gamma = this.weight('gamma', features, gammaInitializer);
      if (center) this.beta = this.weight('beta', features, betaInitializer);
      this.built = true;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const x = inputOf(inputs);
        const { mean, variance } = tf.moments(x, -1, true);
        const root = tf.rsqrt(tf.add(variance, this.args.epsilon));
        const factor = this.gamma ? tf.mul(root, this.gamma.read()) : root;
        const shift = tf.neg(tf.mul(mean, factor));
        return tf.add(tf.mul(x, factor), this.beta ? tf.add(shift, this.beta.read()) : shift);
      });
    }
  };
