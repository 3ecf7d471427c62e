import type { DenseArgs, EmbeddingArgs, Layer } from '../nodes/build';
import { activation } from './activations';
import type { DropoutSource } from './dropout';
import type { TensorFlow, Tf } from './tensorflow';

/** Keras's Dense: [..., features] → [..., units]. */
export function createDenseLayer(tf: TensorFlow, args: DenseArgs): Layer {
  const act = activation(tf, args.activation);
  class Dense extends tf.layers.Layer {
    static readonly className = 'UnrollDense';
    private kernel!: ReturnType<Layer['addWeight']>;
    private bias: ReturnType<Layer['addWeight']> | undefined;
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const features = (shape as Tf.Shape).at(-1) as number;
      this.kernel = this.addWeight('kernel', [features, args.units], 'float32', args.kernelInitializer as never);
      if (args.useBias) this.bias = this.addWeight('bias', [args.units], 'float32', args.biasInitializer as never);
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      return [...(shape as Tf.Shape).slice(0, -1), args.units];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const x = Array.isArray(inputs) ? (inputs[0] as Tf.Tensor) : inputs;
        const rows = tf.reshape(x, [-1, x.shape.at(-1) as number]) as Tf.Tensor2D;
        const product = tf.matMul(rows, this.kernel.read() as Tf.Tensor2D);
        const y = act(this.bias ? tf.add(product, this.bias.read()) : product);
        return tf.reshape(y, [...x.shape.slice(0, -1), args.units]);
      });
    }
  }
  return new Dense({ name: args.name });
}

/** Keras's Embedding: indices [..., time] → [..., time, dimensions]. */
export function createEmbeddingLayer(tf: TensorFlow, args: EmbeddingArgs): Layer {
  class Embedding extends tf.layers.Layer {
    static readonly className = 'UnrollEmbedding';
    private table!: ReturnType<Layer['addWeight']>;
    override build() {
      this.table = this.addWeight('embeddings', [args.vocabulary, args.dimensions], 'float32', args.initializer as never);
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      return [...(shape as Tf.Shape), args.dimensions];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const indices = Array.isArray(inputs) ? (inputs[0] as Tf.Tensor) : inputs;
        return tf.gather(this.table.read(), tf.cast(indices, 'int32'));
      });
    }
  }
  return new Embedding({ name: args.name });
}

/** Keras's Dropout: in training, zeros a share of the numbers and scales up the rest. */
export function createDropoutLayer(tf: TensorFlow, dropout: DropoutSource, args: { name: string; rate: number }): Layer {
  class Dropout extends tf.layers.Layer {
    static readonly className = 'UnrollDropout';
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]) {
      return shape;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], { training = false }: { training?: boolean }): Tf.Tensor {
      return tf.tidy(() => {
        const x = Array.isArray(inputs) ? (inputs[0] as Tf.Tensor) : inputs;
        return training && args.rate > 0 ? tf.mul(x, dropout.mask(args.name, x.shape, args.rate)) : tf.clone(x);
      });
    }
  }
  return new Dropout({ name: args.name });
}
