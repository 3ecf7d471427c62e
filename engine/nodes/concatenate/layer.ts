import type { Tf } from '../build';
import { type CallOptions, type LayerMaker, masksOf } from '../layer';

export interface ConcatenateArgs {
  readonly name: string;
  /** 1: time steps one after the other; −1: features side by side. */
  readonly axis: 1 | -1;
}

/**
 * Several inputs of as many axes each → one. Side by side, a time step counts where it counts in one input at least; in tfjs, where it
 * counts in all. An input without a mask counts throughout.
 */
export const concatenateLayer: LayerMaker<ConcatenateArgs> = ({ tf, OurLayer }) =>
  class Concatenate extends OurLayer<ConcatenateArgs> {
    static readonly className = 'UnrollConcatenate';
    override supportsMasking = true;
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const shapes = shape as Tf.Shape[];
      const [first = []] = shapes;
      const axis = this.axisOf(first.length);
      const joined = shapes.reduce((sum, one) => sum + (one[axis] ?? 0), 0);
      return first.map((size, i) => (i === axis ? joined : size));
    }
    override computeMask(inputs: Tf.Tensor | Tf.Tensor[], mask?: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      const masks = masksOf(inputs, mask);
      // tfjs's type leaves out that there may be none.
      if (masks.every((one) => one === undefined)) return undefined as unknown as Tf.Tensor;
      const whole = (inputs as Tf.Tensor[]).map(({ shape }, i) => masks[i] ?? tf.ones(shape.slice(0, 2), 'bool'));
      return this.args.axis === 1 ? tf.concat(whole, 1) : whole.reduce((either, one) => tf.logicalOr(either, one));
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], _options: CallOptions): Tf.Tensor {
      const list = inputs as Tf.Tensor[];
      return tf.concat(list, this.axisOf(list[0]?.rank ?? 0));
    }
    private axisOf(rank: number): number {
      return this.args.axis === 1 ? 1 : rank - 1;
    }
  };
