import type { Initialiser, Tf } from '../build';
import type { LayerMaker, Weight } from '../layer';

export interface AttentionArgs {
  readonly name: string;
  readonly score: 'dot' | 'additive';
  /** Learned factor on the scores: one number for dot, one for each feature for additive. */
  readonly useScale: boolean;
  readonly scaleInitializer?: Initialiser | undefined;
}

/**
 * Keras's Attention and AdditiveAttention (keras/src/layers/attention/{attention,additive_attention}.py).
 * [query, value, key?]: query [batch, queries, features] or [batch, features], value and key [batch, time, features]
 * → context [batch, queries, features] or [batch, features].
 */
export const attentionLayer: LayerMaker<AttentionArgs> = ({ tf, OurLayer }) =>
  class Attention extends OurLayer<AttentionArgs> {
    static readonly className = 'UnrollAttention';
    private readonly own: Weight[] = [];
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const { useScale, score, scaleInitializer } = this.args;
      const features = (shape as Tf.Shape[])[0]?.at(-1) as number;
      if (useScale) this.own.push(this.weight('scale', score === 'dot' ? [] : [features], scaleInitializer));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [query = [], value = []] = shape as Tf.Shape[];
      return [...query.slice(0, -1), value.at(-1) as number];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const [asked, value, key = value] = inputs as [Tf.Tensor, Tf.Tensor3D, Tf.Tensor3D?];
        const single = asked.rank === 2;
        const query = (single ? tf.expandDims(asked, 1) : asked) as Tf.Tensor3D;
        const weights: Tf.Tensor3D = tf.softmax(this.scores(query, key));
        const context = tf.matMul(weights, value);
        return single ? tf.squeeze(context, [1]) : context;
      });
    }
    /** [batch, queries, time]. */
    private scores(query: Tf.Tensor3D, key: Tf.Tensor3D): Tf.Tensor3D {
      const [scale] = this.own.map((weight) => weight.read());
      if (this.args.score === 'dot') {
        const dots: Tf.Tensor3D = tf.matMul(query, key, false, true);
        return scale ? tf.mul(dots, scale) : dots;
      }
      const sums = tf.tanh(tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1)));
      return tf.sum(scale ? tf.mul(sums, scale) : sums, -1);
    }
  };
