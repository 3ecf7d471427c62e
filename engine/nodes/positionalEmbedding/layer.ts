import type { Initialiser, Tf } from '../build';
import { inputOf, type LayerMaker, shapeOf, type Weight } from '../layer';
import { sinusoids } from './sinusoids';

export interface PositionalEmbeddingArgs {
  readonly name: string;
  readonly kind: 'learned' | 'sinusoidal';
  readonly maxWavelength: number;
  readonly initializer?: Initialiser | undefined;
}

/** [batch, time, features] → the same, with a vector added at each time step that depends on its place alone. */
export const positionalEmbeddingLayer: LayerMaker<PositionalEmbeddingArgs> = ({ tf, OurLayer }) =>
  class PositionalEmbedding extends OurLayer<PositionalEmbeddingArgs> {
    static readonly className = 'UnrollPositionalEmbedding';
    override supportsMasking = true;
    private readonly own: Weight[] = [];
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const [, time, features] = shapeOf(shape) as number[];
      if (this.args.kind === 'learned') this.own.push(this.weight('embeddings', [time ?? 0, features ?? 0], this.args.initializer));
      this.built = true;
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.tidy(() => {
        const x = inputOf(inputs);
        const [, time = 0, features = 0] = x.shape;
        const [table] = this.own.map((weight) => weight.read());
        return tf.add(x, table ?? tf.tensor2d(sinusoids(time, features, this.args.maxWavelength), [time, features]));
      });
    }
  };
