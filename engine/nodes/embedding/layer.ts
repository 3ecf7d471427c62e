import type { Initialiser, Tf } from '../build';
import { inputOf, type LayerMaker, shapeOf, type Weight } from '../layer';

export interface EmbeddingArgs {
  readonly name: string;
  readonly vocabulary: number;
  readonly dimensions: number;
  /** Index 0 is padding. */
  readonly maskZero: boolean;
  readonly initializer?: Initialiser | undefined;
}

/** Indices [time] → [time, dimensions]. */
export const embeddingLayer: LayerMaker<EmbeddingArgs> = ({ tf, OurLayer }) =>
  class Embedding extends OurLayer<EmbeddingArgs> {
    static readonly className = 'UnrollEmbedding';
    override supportsMasking = this.args.maskZero;
    private readonly own: Weight[] = [];
    override build() {
      const { vocabulary, dimensions, initializer } = this.args;
      this.own.push(this.weight('embeddings', [vocabulary, dimensions], initializer));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      return [...shapeOf(shape), this.args.dimensions];
    }
    override computeMask(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      return tf.notEqual(inputOf(inputs), 0);
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
      const [table] = this.own.map((weight) => weight.read());
      return tf.tidy(() => tf.gather(table as Tf.Tensor, tf.cast(inputOf(inputs), 'int32')));
    }
  };
