import type { Tf } from '../build';
import type { LayerMaker } from '../layer';

export interface DotArgs {
  readonly name: string;
  /** The axis of each input that is summed over, counted with the batch: 1, or 2 of a sequence. */
  readonly axes: readonly [number, number];
  /** Vectors of length 1 first, so that the products are cosines. */
  readonly normalize: boolean;
}

/** As Keras: a vector of zeros stays one. */
const EPSILON = 1e-7;

/** Two inputs, [batch, a] or [batch, a, b] → what is left of their axes; [batch, 1] where nothing is. keras/src/layers/merging/dot.py */
export const dotLayer: LayerMaker<DotArgs> = ({ tf, OurLayer }) =>
  class Dot extends OurLayer<DotArgs> {
    static readonly className = 'UnrollDot';
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [first = [], second = []] = shape as Tf.Shape[];
      const [a, b] = this.args.axes;
      const left = [...first.filter((_, axis) => axis !== a), ...second.filter((_, axis) => axis !== b && axis > 0)];
      return left.length === 1 ? [...left, 1] : left;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const [a, b] = this.args.axes;
        const [first, second] = (inputs as Tf.Tensor[]).map((input, i) => this.unit(input, this.args.axes[i] as number)) as [
          Tf.Tensor,
          Tf.Tensor,
        ];
        const left = (first.rank === 2 ? tf.expandDims(first, 1) : first) as Tf.Tensor3D;
        const right = (second.rank === 2 ? tf.expandDims(second, 2) : second) as Tf.Tensor3D;
        const product = tf.matMul(left, right, first.rank === 3 && a === 1, second.rank === 3 && b === 2);
        if (first.rank === 2) return tf.squeeze(product, [1]);
        return second.rank === 2 ? tf.squeeze(product, [2]) : product;
      });
    }
    private unit(input: Tf.Tensor, axis: number): Tf.Tensor {
      if (!this.args.normalize) return input;
      const inverse = tf.rsqrt(tf.sum(tf.square(input), axis, true));
      return tf.mul(input, tf.minimum(inverse, 1 / EPSILON));
    }
  };
