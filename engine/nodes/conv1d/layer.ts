import type { Initialiser, Tf } from '../build';
import { inputOf, type LayerMaker, shapeOf, type Weight } from '../layer';
import { type Sliding, slidingSteps } from '../traits/sliding';

export interface Conv1dArgs extends Sliding {
  readonly name: string;
  readonly filters: number;
  /** Blocks of features that are filtered apart from each other. */
  readonly groups: number;
  readonly activation: string;
  readonly useBias: boolean;
  readonly kernelInitializer?: Initialiser | undefined;
  readonly biasInitializer?: Initialiser | undefined;
}

/**
 * [batch, time, features] → [batch, steps, filters]: one matrix product over all windows laid side by side.
 * tfjs has no gradient of a dilated convolution, and none in groups.
 */
export const conv1dLayer: LayerMaker<Conv1dArgs> = ({ tf, OurLayer, activation }) =>
  class Conv1D extends OurLayer<Conv1dArgs> {
    static readonly className = 'UnrollConv1D';
    private readonly act = activation(this.args.activation);
    private readonly own: Weight[] = [];
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const { size, filters, groups, useBias, kernelInitializer, biasInitializer } = this.args;
      const features = (shapeOf(shape)[2] as number) / groups;
      this.own.push(this.weight('kernel', [size, features, filters], kernelInitializer));
      if (useBias) this.own.push(this.weight('bias', [filters], biasInitializer));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, time] = shapeOf(shape);
      return [batch, slidingSteps(time as number, this.args), this.args.filters];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const [kernel, bias] = this.own.map((weight) => weight.read());
        const windows = this.windowsOf(inputOf(inputs) as Tf.Tensor3D);
        const filtered = this.filter(windows, kernel as Tf.Tensor3D);
        return this.act(bias ? tf.add(filtered, bias) : filtered);
      });
    }
    /** [batch, steps, size, features]: for each step of the output, the steps of the input that its window sees. */
    private windowsOf(x: Tf.Tensor3D): Tf.Tensor4D {
      const { size, stride, dilation, padding } = this.args;
      const [batch, time, features] = x.shape;
      const steps = slidingSteps(time, this.args);
      const reach = (size - 1) * dilation + 1;
      // Every window reads whole strides, so that a slice and a reshape pick its steps.
      const needed = (size - 1) * dilation + steps * stride;
      const missing = (steps - 1) * stride + reach - time;
      const left = padding === 'causal' ? reach - 1 : padding === 'same' ? Math.floor(Math.max(0, missing) / 2) : 0;
      const padded: Tf.Tensor3D = tf.pad3d(x, [
        [0, 0],
        [left, Math.max(0, needed - left - time)],
        [0, 0],
      ]);
      const seen = Array.from({ length: size }, (_, place) => {
        const from: Tf.Tensor3D = tf.slice(padded, [0, place * dilation, 0], [batch, steps * stride, features]);
        return tf.slice(tf.reshape(from, [batch, steps, stride, features]), [0, 0, 0, 0], [batch, steps, 1, features]);
      });
      return tf.concat(seen as Tf.Tensor4D[], 2);
    }
    private filter(windows: Tf.Tensor4D, kernel: Tf.Tensor3D): Tf.Tensor {
      const { groups, filters } = this.args;
      const [batch, steps, size, features] = windows.shape;
      const [inside, outside] = [features / groups, filters / groups];
      const products = Array.from({ length: groups }, (_, group) => {
        const own = tf.slice(windows, [0, 0, 0, group * inside], [batch, steps, size, inside]);
        const columns = tf.slice(kernel, [0, 0, group * outside], [size, inside, outside]);
        return tf.matMul<Tf.Tensor2D>(tf.reshape(own, [batch * steps, size * inside]), tf.reshape(columns, [size * inside, outside]));
      });
      return tf.reshape(tf.concat(products, 1), [batch, steps, filters]);
    }
  };
