import type { BidirectionalArgs, Layer, RecurrentArgs } from '../../nodes/build';
import type { DropoutSource } from '../dropout';
import type { TensorFlow, Tf } from '../tensorflow';
import { createCell } from './cells';
import { runSequence, type SequenceOutput } from './sequence';

type Variable = ReturnType<Layer['addWeight']>;
type AddWeight = (name: string, shape: readonly number[], initialiser: RecurrentArgs['kernelInitializer']) => Variable;

interface CallOptions {
  training?: boolean;
  mask?: Tf.Tensor2D;
}

/** The weights of one direction and how they are run. Not a layer itself: Bidirectional holds two. */
function createDirection(tf: TensorFlow, dropout: DropoutSource, args: RecurrentArgs, owner: string) {
  const cell = createCell(tf, args);
  let weights: { kernel: Variable; recurrent: Variable; bias: Variable | undefined };
  return {
    build(features: number, add: AddWeight) {
      const columns = cell.gates * args.units;
      weights = {
        kernel: add('kernel', [features, columns], args.kernelInitializer),
        recurrent: add('recurrent_kernel', [args.units, columns], args.recurrentInitializer),
        bias: args.useBias ? add('bias', biasShape(args, columns), biasInitialiser(tf, args)) : undefined,
      };
    },
    run(inputs: Tf.Tensor3D, { training = false, mask }: CallOptions): SequenceOutput {
      const [batch, , features] = inputs.shape;
      const drop = (what: string, size: number, rate: number) =>
        training && rate > 0 ? dropout.mask(`${owner}/${args.name}/${what}`, [batch, size], rate) : undefined;
      const onInputs = drop('inputs', features, args.dropout);
      return runSequence(tf, cell, {
        x: onInputs ? tf.mul(inputs, tf.expandDims(onInputs, 1)) : inputs,
        weights: {
          kernel: weights.kernel.read() as Tf.Tensor2D,
          recurrent: weights.recurrent.read() as Tf.Tensor2D,
          bias: weights.bias?.read(),
        },
        units: args.units,
        goBackwards: args.goBackwards,
        mask,
        recurrentDropout: drop('state', args.units, args.recurrentDropout) as Tf.Tensor2D | undefined,
      });
    },
  };
}

/** Keras's LSTM, GRU and SimpleRNN. x: [batch, time, features] → [batch, time, units] or [batch, units]. */
export function createRecurrentLayer(tf: TensorFlow, dropout: DropoutSource, args: RecurrentArgs): Layer {
  const direction = createDirection(tf, dropout, args, args.name);
  class Recurrent extends tf.layers.Layer {
    static readonly className = 'UnrollRecurrent';
    override build(shape: Tf.Shape | Tf.Shape[]) {
      direction.build(featuresOf(shape), (name, size, initialiser) => this.addWeight(name, [...size], 'float32', initialiser as never));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, time = null] = single(shape);
      return args.returnSequences ? [batch, time, args.units] : [batch, args.units];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], options: CallOptions): Tf.Tensor {
      return tf.tidy(() => {
        const { sequence, state } = direction.run(one(inputs) as Tf.Tensor3D, options);
        return args.returnSequences ? sequence : (state[0] as Tf.Tensor);
      });
    }
  }
  return new Recurrent({ name: args.name });
}

/** Keras's Bidirectional over one of ours. Sequences of the backward half come out in the order of time. */
export function createBidirectionalLayer(tf: TensorFlow, dropout: DropoutSource, args: BidirectionalArgs): Layer {
  const forward = createDirection(tf, dropout, args.forward, args.name);
  const backward = createDirection(tf, dropout, args.backward, args.name);
  const { returnSequences, units } = args.forward;
  class Bidirectional extends tf.layers.Layer {
    static readonly className = 'UnrollBidirectional';
    override build(shape: Tf.Shape | Tf.Shape[]) {
      const add =
        (prefix: string): AddWeight =>
        (name, size, initialiser) =>
          this.addWeight(`${prefix}_${name}`, [...size], 'float32', initialiser as never);
      forward.build(featuresOf(shape), add('forward'));
      backward.build(featuresOf(shape), add('backward'));
      this.built = true;
    }
    override computeOutputShape(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
      const [batch = null, time = null] = single(shape);
      const width = args.mergeMode === 'concat' ? 2 * units : units;
      return returnSequences ? [batch, time, width] : [batch, width];
    }
    override call(inputs: Tf.Tensor | Tf.Tensor[], options: CallOptions): Tf.Tensor {
      return tf.tidy(() => {
        const x = one(inputs) as Tf.Tensor3D;
        const there = forward.run(x, options);
        const back = backward.run(x, options);
        const pair: [Tf.Tensor, Tf.Tensor] = returnSequences
          ? [there.sequence, tf.reverse(back.sequence, 1)]
          : [there.state[0] as Tf.Tensor, back.state[0] as Tf.Tensor];
        return merge(tf, args.mergeMode, pair);
      });
    }
  }
  return new Bidirectional({ name: args.name });
}

function merge(tf: TensorFlow, mode: BidirectionalArgs['mergeMode'], [a, b]: [Tf.Tensor, Tf.Tensor]): Tf.Tensor {
  switch (mode) {
    case 'concat':
      return tf.concat([a, b], -1);
    case 'sum':
      return tf.add(a, b);
    case 'mul':
      return tf.mul(a, b);
    case 'ave':
      return tf.div(tf.add(a, b), 2);
  }
}

function biasShape({ cell, resetAfter }: RecurrentArgs, columns: number): readonly number[] {
  return cell === 'gru' && resetAfter ? [2, columns] : [columns];
}

/** LSTM may start its forget gate, the second block, at 1. */
function biasInitialiser(
  tf: TensorFlow,
  { cell, unitForgetBias, units, biasInitializer }: RecurrentArgs,
): RecurrentArgs['biasInitializer'] {
  if (cell !== 'lstm' || !unitForgetBias) return biasInitializer;
  const apply = () =>
    tf.tidy(() => tf.concat([biasInitializer.apply([units]), tf.ones([units]), biasInitializer.apply([2 * units])] as Tf.Tensor1D[]));
  return { name: biasInitializer.name, apply };
}

function single(shape: Tf.Shape | Tf.Shape[]): Tf.Shape {
  return Array.isArray(shape[0]) ? (shape[0] as Tf.Shape) : (shape as Tf.Shape);
}

function featuresOf(shape: Tf.Shape | Tf.Shape[]): number {
  return single(shape).at(-1) as number;
}

function one(inputs: Tf.Tensor | Tf.Tensor[]): Tf.Tensor {
  return Array.isArray(inputs) ? (inputs[0] as Tf.Tensor) : inputs;
}
