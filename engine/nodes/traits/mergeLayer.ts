import type { Tf } from '../build';
import { besideValues, type CallOptions, type LayerMaker, masksOf } from '../layer';

export interface MergeArgs {
  readonly name: string;
}

/** Makes one tensor of several; they have as many axes each, and their masks where they have any. */
export type Combine = (tf: typeof Tf, inputs: readonly Tf.Tensor[], masks: readonly (Tf.Tensor | undefined)[]) => Tf.Tensor;

/**
 * A layer that merges its inputs place by place. A time step of its output counts where it counts in one of them at least, if every
 * input has a mask, else all do. tfjs wants it to count in all of them.
 */
export function mergeLayer(className: string, combine: Combine): LayerMaker<MergeArgs> {
  return ({ tf, OurLayer }) =>
    class Merge extends OurLayer<MergeArgs> {
      static readonly className = className;
      override supportsMasking = true;
      override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
        const shapes = shape as Tf.Shape[];
        const rank = Math.max(...shapes.map((one) => one.length));
        const padded = shapes.map((one) => [one[0] ?? null, ...Array.from({ length: rank - one.length }, () => 1), ...one.slice(1)]);
        return Array.from({ length: rank }, (_, axis) => {
          const sizes = padded.map((one) => one[axis] ?? null);
          return axis === 0 ? (sizes[0] ?? null) : (sizes.find((size) => size !== 1) ?? 1);
        });
      }
      override computeMask(inputs: Tf.Tensor | Tf.Tensor[], mask?: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
        const masks = this.ownMasks(inputs, mask);
        const known = masks.filter((one): one is Tf.Tensor => one !== undefined);
        // tfjs's type leaves out that there may be none.
        if (known.length < masks.length) return undefined as unknown as Tf.Tensor;
        return known.reduce((either, one) => tf.logicalOr(either, one));
      }
      override call(inputs: Tf.Tensor | Tf.Tensor[], { mask }: CallOptions): Tf.Tensor {
        return tf.tidy(() => {
          const list = inputs as Tf.Tensor[];
          const rank = Math.max(...list.map((input) => input.rank));
          return combine(
            tf,
            list.map((input) => this.widened(input, rank)),
            this.ownMasks(inputs, mask),
          );
        });
      }
      /** Of each input; of none that is repeated along the time of another, since its own time steps are no longer that. */
      private ownMasks(inputs: Tf.Tensor | Tf.Tensor[], mask: CallOptions['mask']): (Tf.Tensor | undefined)[] {
        const list = inputs as Tf.Tensor[];
        const rank = Math.max(...list.map((input) => input.rank));
        return masksOf(inputs, mask).map((one, i) => (list[i]?.rank === rank ? one : undefined));
      }
      /** With axes of size 1 behind the batch, as many as are missing. */
      private widened(input: Tf.Tensor, rank: number): Tf.Tensor {
        const [batch = 1, ...rest] = input.shape;
        return input.rank === rank ? input : tf.reshape(input, [batch, ...Array.from({ length: rank - input.rank }, () => 1), ...rest]);
      }
    };
}

/** One after the other, whatever is masked. */
export function fold(step: (tf: typeof Tf, a: Tf.Tensor, b: Tf.Tensor) => Tf.Tensor): Combine {
  return (tf, inputs) => inputs.reduce((sum, input) => step(tf, sum, input));
}

/**
 * The same, but a time step that is masked in one input is the other's: keras/src/layers/merging/base_merge.py,
 * `_apply_merge_op_and_or_mask`.
 */
export function foldUnmasked(step: (tf: typeof Tf, a: Tf.Tensor, b: Tf.Tensor) => Tf.Tensor): Combine {
  return (tf, inputs, masks) => {
    const [first, ...others] = inputs as [Tf.Tensor, ...Tf.Tensor[]];
    const spread = masks.map(
      (mask, i) => mask && tf.broadcastTo(besideValues(tf, mask, inputs[0]?.rank ?? 0), inputs[i]?.shape as [number]),
    );
    let output = first;
    let outputMask = spread[0];
    others.forEach((input, i) => {
      const mask = spread[i + 1];
      const x = mask ? tf.where(mask, input, output) : input;
      const before = outputMask ? tf.where(outputMask, output, x) : output;
      outputMask = mask && outputMask ? tf.logicalOr(outputMask, mask) : undefined;
      output = step(tf, before, x);
    });
    return output;
  };
}
