import type { Initialiser, Layer, RecurrentArgs } from '../../nodes/build';
import { lstmGates } from '../../nodes/traits/lstmVariant';
import { cellWeights, gateCount } from '../../nodes/traits/recurrent';
import type { DropoutSource } from '../dropout';
import type { TensorFlow, Tf } from '../tensorflow';
import type { State } from './cells';
import type { RunnerMaker, SequenceResult, Wanted } from './runner';

type Variable = ReturnType<Layer['addWeight']>;
type AddWeight = (name: string, shape: readonly number[], initialiser: Initialiser | undefined) => Variable;

export interface CallOptions {
  training?: boolean;
  /** [batch, time], true where a step counts; in a list where a layer has several inputs. */
  mask?: Tf.Tensor2D | readonly (Tf.Tensor2D | undefined)[];
}

/** The weights of a recurrent layer in one direction, and how they are run. Bidirectional holds two. */
export interface Direction {
  build(features: number, add: AddWeight): void;
  /** x: [batch, time, features]. → h after every step or the last, and the state where the layer wants it. */
  run(x: Tf.Tensor3D, options: CallOptions, initial?: State): SequenceResult;
}

/** `owner`: the layer's name, which keeps the random numbers of two layers apart. */
export function createDirection(
  tf: TensorFlow,
  dropout: DropoutSource,
  makeRunner: RunnerMaker,
  args: RecurrentArgs,
  { owner, zeroMasked }: { owner: string; zeroMasked: boolean },
): Direction {
  const wanted: Wanted = { sequences: args.returnSequences, state: args.returnState || args.stateful };
  const runAll = makeRunner(args, { zeroMasked });
  const variables = new Map<string, Variable>();
  return {
    build(features, add) {
      for (const { name, shape } of cellWeights(args.cell, features, args))
        variables.set(name, add(name, shape, initialiserOf(tf, args, name)));
    },
    run(x, { training = false, mask }, initial) {
      const [batch, , features] = x.shape;
      // Keras draws one mask for each gate as soon as there is recurrent dropout, else one for all of them.
      const draws = args.recurrentDropout > 0 && args.cell !== 'simpleRnn' ? gateCount(args) : 1;
      const drop = (what: string, size: number, rate: number) =>
        training && rate > 0
          ? Array.from({ length: draws }, (_, i) => dropout.mask(`${owner}/${args.name}/${what}/${i}`, [batch, size], rate) as Tf.Tensor2D)
          : undefined;
      const input = {
        x,
        weights: Object.fromEntries([...variables].map(([name, variable]) => [name, variable.read()])),
        units: args.units,
        goBackwards: args.goBackwards,
        mask: firstMask(mask),
        initial,
        inputDropout: drop('inputs', features, args.dropout),
        recurrentDropout: drop('state', args.units, args.recurrentDropout),
      };
      return runAll(input, wanted);
    },
  };
}

/** The mask of the sequence. */
export function firstMask(mask: CallOptions['mask']): Tf.Tensor2D | undefined {
  return Array.isArray(mask) ? mask[0] : (mask as Tf.Tensor2D | undefined);
}

function initialiserOf(tf: TensorFlow, args: RecurrentArgs, name: string): Initialiser | undefined {
  switch (name) {
    case 'kernel':
      return args.kernelInitializer;
    case 'recurrent_kernel':
      return args.recurrentInitializer;
    case 'bias':
      return biasInitialiser(tf, args);
    case 'peephole':
      return args.peepholeInitializer;
    case 'state_offset':
      return undefined;
    default:
      return args.gainInitializer;
  }
}

/** LSTM may start its forget gate at 1. */
function biasInitialiser(
  tf: TensorFlow,
  { cell, variant, unitForgetBias, units, biasInitializer }: RecurrentArgs,
): Initialiser | undefined {
  const forget = cell === 'lstm' && unitForgetBias ? lstmGates(variant).indexOf('f') : -1;
  if (forget < 0 || !biasInitializer) return biasInitializer;
  const behind = (lstmGates(variant).length - forget - 1) * units;
  const apply = () =>
    tf.tidy(() => tf.concat([biasInitializer.apply([forget * units]), tf.ones([units]), biasInitializer.apply([behind])] as Tf.Tensor1D[]));
  return { name: biasInitializer.name, apply };
}
