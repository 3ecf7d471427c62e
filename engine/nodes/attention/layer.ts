import type { Initialiser, Tf } from '../build';
import { type CallOptions, type LayerMaker, masksOf, type Weight } from '../layer';
import { penaltyOf, seen } from '../traits/attentionLayer';

export interface AttentionArgs {
  readonly name: string;
  readonly score: 'dot' | 'additive';
  /** Learned factor on the scores: one number for dot, one for each feature for additive. */
  readonly useScale: boolean;
  readonly scaleInitializer?: Initialiser | undefined;
  readonly causal: boolean;
  /** Gives the weights too: [context, scores]. */
  readonly scores: boolean;
  /** Share of the weights dropped in training. */
  readonly dropout: number;
}

/**
 * Keras's Attention and AdditiveAttention (keras/src/layers/attention/{attention,additive_attention}.py).
 * [query, value, key?]: query [batch, queries, features] or [batch, features], value and key [batch, time, features]
 * → context [batch, queries, features] or [batch, features], and scores [batch, queries, time] or [batch, time].
 */
export const attentionLayer: LayerMaker<AttentionArgs> = ({ tf, OurLayer, random }) =>
  class Attention extends OurLayer<AttentionArgs> {
    static readonly className = 'UnrollAttention';
    override supportsMasking = true;
    private readonly own: Weight[] = [];
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const { useScale, score, scaleInitializer } = this.args;
      const features = (shape as Tf.Shape[])[0]?.at(-1) as number;
      if (useScale) this.own.push(this.weight('scale', score === 'dot' ? [] : [features], scaleInitializer));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape | Tf.Shape[] {
      const [query = [], value = []] = shape as Tf.Shape[];
      const of = (last: number) => [...query.slice(0, -1), last];
      const context = of(value[2] as number);
      return this.args.scores ? [context, of(value[1] as number)] : context;
    }
    override computeMask(inputs: Tf.Tensor | Tf.Tensor[], mask?: Tf.Tensor | Tf.Tensor[]): Tf.Tensor | Tf.Tensor[] {
      // tfjs's type leaves out that there may be none; tfjs itself wants one for each output.
      const context = masksOf(inputs, mask)[0] as Tf.Tensor;
      return this.args.scores ? [context, undefined as never] : context;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false, mask }: CallOptions): Tf.Tensor | Tf.Tensor[] {
      return tf.tidy(() => {
        const { name, causal, dropout } = this.args;
        const [asked, value, key = value] = inputs as [Tf.Tensor, Tf.Tensor3D, Tf.Tensor3D?];
        const [queryMask, valueMask] = masksOf(inputs, mask);
        const single = asked.rank === 2;
        const query = (single ? tf.expandDims(asked, 1) : asked) as Tf.Tensor3D;
        const visible = seen(tf, { value: valueMask, causal, queries: query.shape[1], time: value.shape[1] });
        const scores = this.scores(query, key);
        const weights: Tf.Tensor3D = tf.softmax(visible ? tf.add(scores, penaltyOf(tf, visible)) : scores);
        const kept: Tf.Tensor3D = training && dropout > 0 ? tf.mul(weights, random.mask(name, weights.shape, dropout)) : weights;
        const context = tf.matMul(kept, value);
        const counted = queryMask ? tf.mul(context, tf.expandDims(tf.cast(queryMask, 'float32'), 2)) : context;
        const outputs = this.args.scores ? [counted, kept] : [counted];
        const shaped = single ? outputs.map((output) => tf.squeeze(output, [1])) : outputs;
        return this.args.scores ? shaped : (shaped[0] as Tf.Tensor);
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
