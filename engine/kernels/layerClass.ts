import type { Initialiser, Layer } from '../nodes/build';
import type { TensorFlow, Tf } from './tensorflow';

type Weight = ReturnType<Layer['addWeight']>;

/** Arguments that every layer of ours has: plain numbers and words, which are saved, and initialisers, which are not. */
type LayerArgs = Readonly<Record<string, unknown>> & { readonly name: string };

/**
 * The base of our layers. A layer's arguments are its configuration, so that an export can be read back by the same classes;
 * weights of a layer that was read back start at zero and are filled from the file.
 */
export function createLayerBase(tf: TensorFlow) {
  return class OurLayer<Args extends object> extends tf.layers.Layer {
    constructor(protected readonly args: Args) {
      super({ name: (args as LayerArgs).name });
    }
    override getConfig() {
      return { ...super.getConfig(), ...(plainOf(this.args) as ReturnType<Layer['getConfig']>) };
    }
    protected weight(name: string, shape: readonly number[], initialiser: Initialiser | undefined): Weight {
      return this.addWeight(name, [...shape], 'float32', (initialiser ?? tf.initializers.zeros()) as never);
    }
  };
}

/** Arguments without what cannot be saved, at every depth. */
function plainOf(args: object): object {
  const kept = Object.entries(args).filter(([, value]) => value !== undefined && !isInitialiser(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'object' && value !== null ? plainOf(value) : value]));
}

function isInitialiser(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'apply' in value;
}

/** The shape of the only input, batch axis first. */
export function shapeOf(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
  return Array.isArray(shape[0]) ? (shape[0] as Tf.Shape) : (shape as Tf.Shape);
}

/** Size of the last axis of the only input. */
export function featuresOf(shape: Tf.Shape | Tf.Shape[]): number {
  return shapeOf(shape).at(-1) as number;
}

/** The only input. */
export function inputOf(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
  return Array.isArray(inputs) ? (inputs[0] as Tf.Tensor) : inputs;
}
