import type { Tf } from '../build';
import { inputOf, type LayerMaker, shapeOf } from '../layer';

export interface ZeroPadding1dArgs {
  readonly name: string;
  /** Time steps of zeros before the sequence and behind it. */
  readonly before: number;
  readonly after: number;
}

/** [batch, time, features] → [batch, before + time + after, features]. */
export const zeroPadding1dLayer: LayerMaker<ZeroPadding1dArgs> = ({ tf, OurLayer }) =>
  class ZeroPadding1D extends OurLayer<ZeroPadding1dArgs> {
    static readonly className = 'UnrollZeroPadding1D';
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, time = null, features = null] = shapeOf(shape);
      const { before, after } = this.args;
      return [batch, time === null ? null : before + time + after, features];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      const { before, after } = this.args;
      return tf.pad3d(inputOf(inputs) as Tf.Tensor3D, [
        [0, 0],
        [before, after],
        [0, 0],
      ]);
    }
  };
