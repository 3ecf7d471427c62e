import type { DenseArgs, EmbeddingArgs } from '../nodes/build';
import { activation } from './activations';
import type { DropoutSource } from './dropout';
import { createLayerBase, featuresOf, inputOf, shapeOf } from './layerClass';
import type { TensorFlow, Tf } from './tensorflow';

/** Keras's Dense, Embedding and Dropout. */
export function createBasicLayers(tf: TensorFlow, dropout: DropoutSource) {
  const OurLayer = createLayerBase(tf);

  /** [..., features] → [..., units]. */
  class Dense extends OurLayer<DenseArgs> {
    static readonly className = 'UnrollDense';
    private readonly act = activation(tf, this.args.activation);
    private readonly own: ReturnType<Dense['weight']>[] = [];
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
        const rows = tf.reshape(x, [-1, featuresOf(x.shape)]) as Tf.Tensor2D;
        const product = tf.matMul(rows, kernel as Tf.Tensor2D);
        return tf.reshape(this.act(bias ? tf.add(product, bias) : product), [...x.shape.slice(0, -1), this.args.units]);
      });
    }
  }

  /** Indices [..., time] → [..., time, dimensions]. */
  class Embedding extends OurLayer<EmbeddingArgs> {
    static readonly className = 'UnrollEmbedding';
    private readonly own: ReturnType<Embedding['weight']>[] = [];
    override build() {
      const { vocabulary, dimensions, initializer } = this.args;
      this.own.push(this.weight('embeddings', [vocabulary, dimensions], initializer));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      return [...shapeOf(shape), this.args.dimensions];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      const [table] = this.own.map((weight) => weight.read());
      return tf.tidy(() => tf.gather(table as Tf.Tensor, tf.cast(inputOf(inputs), 'int32')));
    }
  }

  /** In training, zeros a share of the numbers and scales up the rest. */
  class Dropout extends OurLayer<{ name: string; rate: number }> {
    static readonly className = 'UnrollDropout';
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]) {
      return shape;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false }: { training?: boolean }): Tf.Tensor {
      const { name, rate } = this.args;
      return tf.tidy(() => {
        const x = inputOf(inputs);
        return training && rate > 0 ? tf.mul(x, dropout.mask(name, x.shape, rate)) : tf.clone(x);
      });
    }
  }

  return { Dense, Embedding, Dropout };
}
