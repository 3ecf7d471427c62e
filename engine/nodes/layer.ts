import type { Initialiser, Layer, Tf } from './build';

/**
 * What a node folder's own layer class stands on. TensorFlow, random numbers and activations arrive as an argument,
 * so that a class can be made for any backend, and a node type be loaded without one.
 */
export interface LayerContext {
  readonly tf: typeof Tf;
  readonly OurLayer: ReturnType<typeof createLayerBase>;
  readonly activation: (name: string) => (x: Tf.Tensor) => Tf.Tensor;
  readonly random: RandomSource;
}

/** A layer class that is ours: Keras 3's numbers where tfjs has others or none. Made once for each context. */
export type LayerMaker<Args extends object> = (context: LayerContext) => new (args: Args) => Layer;

/** Random numbers of training; a draw depends on the run's seed, the step and who draws. */
export interface RandomSource {
  /** Zeros, and 1 / (1 − rate) where a number is kept. */
  mask(layer: string, shape: readonly number[], rate: number): Tf.Tensor;
  /** Standard normal. */
  normal(layer: string, shape: readonly number[]): Tf.Tensor;
}

/** What a layer is called with beside its inputs. */
export interface CallOptions {
  readonly training?: boolean;
  readonly mask?: Mask | readonly Mask[];
  /** Takes what the layer would remember of this batch, such as running means; whoever trains decides whether it does. */
  readonly updates?: Update[];
}

/** [batch, time], true where a step counts; none where all do. */
export type Mask = Tf.Tensor | null | undefined;

export interface Update {
  readonly variable: Weight;
  readonly value: Tf.Tensor;
}

/** A layer that holds something from batch to batch that is no weight: the states of a stateful layer. */
export interface Carrying {
  /** What it holds, in an order of its own; none at the start. The layer keeps the tensors. */
  carriedStates(): readonly Tf.Tensor[];
  /** Holds these from now on; it makes copies. */
  carryOn(states: readonly Tf.Tensor[]): void;
}

export function isCarrying(layer: object): layer is Carrying {
  return 'carriedStates' in layer && 'carryOn' in layer;
}

export type Weight = ReturnType<Layer['addWeight']>;

/** Arguments that every layer of ours has: plain numbers and words, which are saved, and initialisers, which are not. */
type LayerArgs = Readonly<Record<string, unknown>> & { readonly name: string };

/**
 * The base of our layers. A layer's arguments are its configuration, so that an export can be read back by the same classes;
 * weights of a layer that was read back start at zero and are filled from the file.
 */
export function createLayerBase(tf: typeof Tf) {
  return class OurLayer<Args extends object> extends tf.layers.Layer {
    constructor(readonly args: Args) {
      super({ name: (args as LayerArgs).name });
    }
    override getConfig() {
      return { ...super.getConfig(), ...(plainOf(this.args) as ReturnType<Layer['getConfig']>) };
    }
    /** Weights have to be added in the order of Keras. */
    weight(name: string, shape: readonly number[], initialiser: Initialiser | undefined, options: { trainable?: boolean } = {}): Weight {
      const start = (initialiser ?? tf.initializers.zeros()) as never;
      return this.addWeight(name, [...shape], 'float32', start, undefined, options.trainable ?? true);
    }
  };
}

/** How a layer within another is saved, as tfjs's own wrappers do it. */
export interface WrittenLayer {
  readonly className: string;
  readonly config: object;
}

/** Arguments without what cannot be saved, at every depth. */
function plainOf(args: object): object {
  if (Array.isArray(args)) return args;
  if (isLayer(args)) return { className: args.getClassName(), config: args.getConfig() } satisfies WrittenLayer;
  const kept = Object.entries(args).filter(([, value]) => value !== undefined && !isInitialiser(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'object' && value !== null ? plainOf(value) : value]));
}

function isLayer(value: object): value is Layer {
  return 'inboundNodes' in value;
}

function isInitialiser(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isInitialiser);
  return typeof value === 'object' && value !== null && 'apply' in value && !isLayer(value);
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

/**
 * The mask of each input. tfjs's own executor hands on the first one alone; what it leaves out hangs on the tensors
 * themselves, where a layer before put it.
 */
export function masksOf(inputs: Tf.Tensor | Tf.Tensor[], mask: CallOptions['mask']): (Tf.Tensor | undefined)[] {
  const given = Array.isArray(mask) ? mask : [mask];
  const tensors: readonly (Tf.Tensor & { readonly kerasMask?: Mask })[] = Array.isArray(inputs) ? inputs : [inputs];
  return tensors.map((tensor, i) => given[i] ?? tensor.kerasMask ?? undefined);
}

/** A mask beside values of `rank` axes: [batch, time, 1, …]. */
export function besideValues(tf: typeof Tf, mask: Tf.Tensor, rank: number): Tf.Tensor {
  return tf.reshape(mask, [...mask.shape, ...Array.from({ length: rank - mask.rank }, () => 1)]);
}

/** The same numbers for which no gradient is asked: a mask made of values that were learned would ask for that of its comparisons. */
export function withoutGradient(tf: typeof Tf, { dataId, shape, dtype }: Tf.Tensor): Tf.Tensor {
  // Both tensors hold on to the numbers; that no operation leads from one to the other is what keeps it off the gradient's tape.
  tf.backend().incRef(dataId);
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype });
}
