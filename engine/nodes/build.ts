import type * as Tf from '@tensorflow/tfjs';
import type { Params, TensorType } from '../graph';
import type { InnerLayer } from './define';
import type { LayerMaker } from './layer';
import type { InitialiserName } from './traits/initialisers';
import type { LstmVariant } from './traits/lstmVariant';

export type { Tf };
export type Layer = Tf.layers.Layer;
export type SymbolicTensor = Tf.SymbolicTensor;

/** Fills a new weight. */
export interface Initialiser {
  readonly name: InitialiserName;
  apply(shape: readonly number[]): Tf.Tensor;
}

export type BuiltPorts = Readonly<Record<string, SymbolicTensor>>;

/** What a node's `build` works with; tfjs arrives as an argument, so that the window can load node types without it. */
export interface BuildArgs<Values = Params> {
  readonly tf: typeof Tf;
  /** Our layers, on our kernels. */
  readonly layers: LayerFactory;
  /** The layer's name. */
  readonly name: string;
  readonly params: Values;
  readonly input: (id: string) => SymbolicTensor;
  readonly inputs: (id: string) => readonly SymbolicTensor[];
  readonly inputTypes: (id: string) => readonly TensorType[];
  readonly outputTypes: Readonly<Record<string, TensorType>>;
  readonly inner: InnerLayer | undefined;
  /** An initialiser whose numbers depend on the project's seed, the layer's name and the call, and on nothing else. */
  readonly initialiser: (name: InitialiserName, constant?: number) => Initialiser;
}

/** Our layers. */
export interface LayerFactory {
  /** A layer of a class that a node folder brings. */
  make<Args extends object>(maker: LayerMaker<Args>, args: Args): Layer;
  /** The layers on our recurrent kernels; each takes the arguments of the Keras layer of its name. */
  recurrent(args: RecurrentArgs): Layer;
  bidirectional(args: BidirectionalArgs): Layer;
}

export interface RecurrentArgs {
  readonly cell: 'lstm' | 'gru' | 'simpleRnn';
  readonly name: string;
  readonly units: number;
  readonly activation: string;
  readonly recurrentActivation: string;
  readonly useBias: boolean;
  /** LSTM: add 1 to the forget gate's bias at the start. */
  readonly unitForgetBias: boolean;
  /** GRU: apply the reset gate after the recurrent product. */
  readonly resetAfter: boolean;
  /** LSTM: which of its gates and activations there are. */
  readonly variant: LstmVariant;
  readonly returnSequences: boolean;
  /** Gives the last state too: [output, h] or, for LSTM, [output, h, c]. */
  readonly returnState: boolean;
  /** Starts from the last state of the batch before. */
  readonly stateful: boolean;
  readonly goBackwards: boolean;
  /** Shares of inputs and of recurrent inputs dropped in training, 0 to 1. */
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly kernelInitializer?: Initialiser | undefined;
  readonly recurrentInitializer?: Initialiser | undefined;
  readonly biasInitializer?: Initialiser | undefined;
  /** Of layer normalisation and of peepholes. */
  readonly gainInitializer?: Initialiser | undefined;
  readonly peepholeInitializer?: Initialiser | undefined;
}

export interface BidirectionalArgs {
  readonly name: string;
  readonly forward: RecurrentArgs;
  readonly backward: RecurrentArgs;
  readonly mergeMode: 'concat' | 'sum' | 'mul' | 'ave' | 'none';
}
