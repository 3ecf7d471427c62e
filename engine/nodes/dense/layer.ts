import type { Initialiser, Tf } from '../build';
import { featuresOf, inputOf, type LayerMaker, shapeOf, type Weight } from '../layer';

export interface DenseArgs {
  readonly name: string;
  readonly units: number;
  readonly activation: string;
  readonly useBias: boolean;
  readonly kernelInitializer?: Initialiser | undefined;
  readonly biasInitializer?: Initialiser | undefined;
}

/** [..., features] → [..., units]. */
export const denseLayer: LayerMaker<DenseArgs> = ({ tf, OurLayer, activation }) =>
  class Dense extends OurLayer<DenseArgs> {
    static readonly className = 'UnrollDense';
    override supportsMasking = true;
    private readonly act = activation(this.args.activation);
    private readonly own: Weight[] = [];
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const { units, useBias, kernelInitializer, biasInitializer } = this.args;
      this.own.push(this.weight('kernel', [featuresOf(shape), units], kernelInitializer));
      if (useBias) this.own.push(this.weight('bias', [units], biasInitializer));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      return [...shapeOf(shape).slice(0, -1), this.args.units];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const x = inputOf(inputs);
        const [kernel, bias] = this.own.map((weight) => weight.read());
        // A reshape that changes nothing costs as much as a small product.
        const isMatrix = x.rank === 2;
        const rows = (isMatrix ? x : tf.reshape(x, [-1, featuresOf(x.shape)])) as Tf.Tensor2D;
        const product = tf.matMul(rows, kernel as Tf.Tensor2D);
        const output = this.act(bias ? tf.add(product, bias) : product);
        return isMatrix ? output : tf.reshape(output, [...x.shape.slice(0, -1), this.args.units]);
      });
    }
  };
