import type { Initialiser, Tf } from '../build';
import { besideValues, type CallOptions, featuresOf, inputOf, type LayerMaker, masksOf, type Weight } from '../layer';
import type { NormalizationArgs } from '../layerNormalization/layer';

export interface BatchNormalizationArgs extends NormalizationArgs {
  /** Share of the running means that a batch leaves as it was. */
  readonly momentum: number;
  readonly movingMeanInitializer?: Initialiser | undefined;
  readonly movingVarianceInitializer?: Initialiser | undefined;
}

/** As Keras: keeps a batch in which nothing counts from dividing by zero. */
const EPSILON = 1e-7;

/**
 * [batch, ..., features]: each feature over the batch and all time steps that count to mean 0 and variance 1, then by gamma and beta;
 * outside training by the running means. keras/src/layers/normalization/batch_normalization.py
 */
export const batchNormalizationLayer: LayerMaker<BatchNormalizationArgs> = ({ tf, OurLayer }) =>
  class BatchNormalization extends OurLayer<BatchNormalizationArgs> {
    static readonly className = 'UnrollBatchNormalization';
    override supportsMasking = true;
    private gamma: Weight | undefined;
    private beta: Weight | undefined;
    private moving: { readonly mean: Weight; readonly variance: Weight } | undefined;
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const { scale, center, gammaInitializer, betaInitializer, movingMeanInitializer, movingVarianceInitializer } = this.args;
      const features = [featuresOf(shape)];
      if (scale) this.gamma = this.weight('gamma', features, gammaInitializer);
      if (center) this.beta = this.weight('beta', features, betaInitializer);
      this.moving = {
        mean: this.weight('moving_mean', features, movingMeanInitializer, { trainable: false }),
        variance: this.weight('moving_variance', features, movingVarianceInitializer, { trainable: false }),
      };
      this.built = true;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false, mask, updates }: CallOptions): Tf.Tensor {
      const x = inputOf(inputs);
      const moving = this.moving as NonNullable<typeof this.moving>;
      const [counts] = masksOf(inputs, mask);
      const { mean, variance } = training ? this.momentsOf(x, counts) : { mean: moving.mean.read(), variance: moving.variance.read() };
      // No tidy around this: the running means outlive the call.
      if (training) {
        updates?.push(
          { variable: moving.mean, value: this.moved(moving.mean, mean) },
          { variable: moving.variance, value: this.moved(moving.variance, variance) },
        );
      }
      return tf.tidy(() => {
        const root = tf.rsqrt(tf.add(variance, this.args.epsilon));
        const factor = this.gamma ? tf.mul(root, this.gamma.read()) : root;
        const shift = tf.neg(tf.mul(mean, factor));
        return tf.add(tf.mul(x, factor), this.beta ? tf.add(shift, this.beta.read()) : shift);
      });
    }
    private moved(variable: Weight, now: Tf.Tensor): Tf.Tensor {
      const { momentum } = this.args;
      return tf.tidy(() => tf.add(tf.mul(variable.read(), momentum), tf.mul(now, 1 - momentum)));
    }
    /** Mean and variance of each feature, [features]. */
    private momentsOf(x: Tf.Tensor, counts: Tf.Tensor | undefined): { mean: Tf.Tensor; variance: Tf.Tensor } {
      const axes = Array.from({ length: x.rank - 1 }, (_, axis) => axis);
      if (!counts) return tf.moments(x, axes);
      const factors = besideValues(tf, tf.cast(counts, 'float32'), x.rank);
      const places = x.shape.slice(2, -1).reduce((product, size) => product * size, 1);
      const total = tf.add(tf.mul(tf.sum(factors), places), EPSILON);
      const mean = tf.div(tf.sum(tf.mul(x, factors), axes), total);
      const distance = tf.mul(tf.sub(x, mean), factors);
      return { mean, variance: tf.div(tf.sum(tf.square(distance), axes), total) };
    }
  };
