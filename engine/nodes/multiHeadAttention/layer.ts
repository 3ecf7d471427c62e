import type { Initialiser, Tf } from '../build';
import { type CallOptions, type LayerMaker, masksOf, type Weight } from '../layer';
import { penaltyOf, seen } from '../traits/attentionLayer';

export interface MultiHeadAttentionArgs {
  readonly name: string;
  readonly heads: number;
  /** Size of each head's queries and keys, and of its values. */
  readonly keyDim: number;
  readonly valueDim: number;
  /** Features that come out. */
  readonly outputDim: number;
  readonly useBias: boolean;
  readonly causal: boolean;
  /** Gives the weights too: [context, scores]. */
  readonly scores: boolean;
  /** Share of the weights dropped in training. */
  readonly dropout: number;
  /** Of the projections of query, key, value and of all heads together. */
  readonly kernelInitializers?: readonly Initialiser[];
  readonly biasInitializers?: readonly Initialiser[];
}

/** A matrix product on the last axes, with its bias. */
interface Projection {
  readonly kernel: Weight;
  readonly bias: Weight | undefined;
}

/**
 * Keras's MultiHeadAttention (keras/src/layers/attention/multi_head_attention.py).
 * [query, value, key?]: [batch, queries, features] and [batch, time, features] → context [batch, queries, outputDim], and scores
 * [batch, heads, queries, time].
 */
export const multiHeadAttentionLayer: LayerMaker<MultiHeadAttentionArgs> = ({ tf, OurLayer, random }) =>
  class MultiHeadAttention extends OurLayer<MultiHeadAttentionArgs> {
    static readonly className = 'UnrollMultiHeadAttention';
    override supportsMasking = true;
    private readonly projections: Projection[] = [];
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const { heads, keyDim, valueDim, outputDim } = this.args;
      const [query = 0, value = 0, key = value] = (shape as Tf.Shape[]).map((one) => one.at(-1) as number);
      this.project('query', [query, heads, keyDim], [heads, keyDim]);
      this.project('key', [key, heads, keyDim], [heads, keyDim]);
      this.project('value', [value, heads, valueDim], [heads, valueDim]);
      this.project('attention_output', [heads, valueDim, outputDim], [outputDim]);
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape | Tf.Shape[] {
      const { heads, outputDim, scores } = this.args;
      const [query = [], value = []] = shape as Tf.Shape[];
      const [batch = null, queries = null] = query;
      const context = [batch, queries, outputDim];
      return scores ? [context, [batch, heads, queries, value[1] ?? null]] : context;
    }
    override computeMask(inputs: Tf.Tensor | Tf.Tensor[], mask?: Tf.Tensor | Tf.Tensor[]): Tf.Tensor | Tf.Tensor[] {
      // tfjs's type leaves out that there may be none; tfjs itself wants one for each output.
      const context = masksOf(inputs, mask)[0] as Tf.Tensor;
      return this.args.scores ? [context, undefined as never] : context;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false, mask }: CallOptions): Tf.Tensor | Tf.Tensor[] {
      return tf.tidy(() => {
        const { name, heads, keyDim, valueDim, outputDim, causal, dropout } = this.args;
        const [query, value, key = value] = inputs as [Tf.Tensor3D, Tf.Tensor3D, Tf.Tensor3D?];
        const [queryMask, valueMask, keyMask] = masksOf(inputs, mask);
        const [batch, queries] = query.shape;
        const masks = { query: queryMask, value: valueMask, key: keyMask, causal, queries, time: value.shape[1] };
        const visible = seen(tf, masks);
        const asked = tf.mul(this.heads(query, 0, keyDim), 1 / Math.sqrt(keyDim));
        const scores = tf.matMul(asked, this.heads(key, 1, keyDim), false, true);
        const weights = this.weigh(scores, visible && tf.expandDims(visible, 1));
        const kept = training && dropout > 0 ? tf.mul(weights, random.mask(name, weights.shape, dropout)) : weights;
        const blended = tf.transpose(tf.matMul(kept, this.heads(value, 2, valueDim)), [0, 2, 1, 3]);
        const context = tf.reshape(this.apply2d(tf.reshape(blended, [-1, heads * valueDim]), 3), [batch, queries, outputDim]);
        return this.args.scores ? [context, weights] : context;
      });
    }
    /**
     * Softmax over what is seen. Where a query sees nothing, Keras blends all values evenly, but gives weights of 0 as soon as it
     * keeps them, for dropout or as an output.
     */
    private weigh(scores: Tf.Tensor, visible: Tf.Tensor | undefined): Tf.Tensor {
      if (!visible) return tf.softmax(scores);
      const weights = tf.softmax(tf.add(tf.mul(scores, visible), penaltyOf(tf, visible)));
      return this.args.scores || this.args.dropout > 0 ? tf.mul(weights, visible) : weights;
    }
    /** [batch, time, features] → [batch, heads, time, size]. */
    private heads(x: Tf.Tensor3D, place: number, size: number): Tf.Tensor4D {
      const [batch, time, features] = x.shape;
      const projected = this.apply2d(tf.reshape(x, [batch * time, features]), place);
      return tf.transpose(tf.reshape(projected, [batch, time, this.args.heads, size]), [0, 2, 1, 3]);
    }
    private apply2d(rows: Tf.Tensor2D, place: number): Tf.Tensor2D {
      const { kernel, bias } = this.projections[place] as Projection;
      const product: Tf.Tensor2D = tf.matMul(rows, tf.reshape(kernel.read(), [rows.shape[1], -1]) as Tf.Tensor2D);
      return bias ? tf.add(product, tf.reshape(bias.read(), [-1])) : product;
    }
    private project(name: string, kernel: readonly number[], bias: readonly number[]) {
      const { useBias, kernelInitializers, biasInitializers } = this.args;
      const place = this.projections.length;
      this.projections.push({
        kernel: this.weight(`${name}_kernel`, kernel, kernelInitializers?.[place]),
        bias: useBias ? this.weight(`${name}_bias`, bias, biasInitializers?.[place]) : undefined,
      });
    }
  };
