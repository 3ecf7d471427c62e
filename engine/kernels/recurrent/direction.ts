import type { Initialiser, Layer, RecurrentArgs } from '../../nodes/build';
import type { DropoutSource } from '../dropout';
import type { TensorFlow, Tf } from '../tensorflow';
import { createCell } from './cells';
import { runSequence, type SequenceOutput } from './sequence';

type Variable = ReturnType<Layer['addWeight']>;
type AddWeight = (name: string, shape: readonly number[], initialiser: Initialiser | undefined) => Variable;

export interface CallOptions {
  training?: boolean;
  /** [batch, time], true where a step counts. */
  mask?: Tf.Tensor2D;
}

/** The weights of a recurrent layer in one direction, and how they are run. Bidirectional holds two. */
export interface Direction {
  build(features: number, add: AddWeight): void;
  /** x: [batch, time, features]. */
  run(x: Tf.Tensor3D, options: CallOptions): SequenceOutput;
}

/** `owner`: the layer's name, which keeps the random numbers of two layers apart. */
export function createDirection(tf: TensorFlow, dropout: DropoutSource, args: RecurrentArgs, owner: string): Direction {
  const cell = createCell(tf, args);
  let weights: readonly (Variable | undefined)[] = [];
  return {
    build(features, add) {
      const columns = cell.gates * args.units;
      weights = [
        add('kernel', [features, columns], args.kernelInitializer),
        add('recurrent_kernel', [args.units, columns], args.recurrentInitializer),
        args.useBias ? add('bias', biasShape(args, columns), biasInitialiser(tf, args)) : undefined,
      ];
    },
    run(x, { training = false, mask }) {
      const [batch, , features] = x.shape;
      const drop = (what: string, size: number, rate: number) =>
        training && rate > 0 ? dropout.mask(`${owner}/${args.name}/${what}`, [batch, size], rate) : undefined;
      const onInputs = drop('inputs', features, args.dropout);
      const [kernel, recurrent, bias] = weights.map((weight) => weight?.read());
      return runSequence(tf, cell, {
        x: onInputs ? tf.mul(x, tf.expandDims(onInputs, 1)) : x,
        weights: { kernel: kernel as Tf.Tensor2D, recurrent: recurrent as Tf.Tensor2D, bias },
        units: args.units,
        goBackwards: args.goBackwards,
        mask,
        recurrentDropout: drop('state', args.units, args.recurrentDropout) as Tf.Tensor2D | undefined,
      });
    },
  };
}

function biasShape({ cell, resetAfter }: RecurrentArgs, columns: number): readonly number[] {
  return cell === 'gru' && resetAfter ? [2, columns] : [columns];
}

/** LSTM may start its forget gate, the second block, at 1. */
function biasInitialiser(tf: TensorFlow, { cell, unitForgetBias, units, biasInitializer }: RecurrentArgs): Initialiser | undefined {
  if (cell !== 'lstm' || !unitForgetBias || !biasInitializer) return biasInitializer;
  const apply = () =>
    tf.tidy(() => tf.concat([biasInitializer.apply([units]), tf.ones([units]), biasInitializer.apply([2 * units])] as Tf.Tensor1D[]));
  return { name: biasInitializer.name, apply };
}
