import type { RecurrentArgs } from '../../nodes/build';
import { isStandardLstm } from '../../nodes/traits/lstmVariant';
import { plainRunner, type RunnerMaker, type SequenceRunner } from '../recurrent/runner';
import type { TensorFlow, Tf } from '../tensorflow';
import type { NodeBackend } from './native';
import { runDifferentiable } from './tape';

/** TensorFlow's own BlockLSTMV2 where it applies, for machines without our kernels; else one operation at a time. */
export function blockRunner(tf: TensorFlow): RunnerMaker {
  const plain = plainRunner(tf);
  return (args, options) => {
    const plainly = plain(args, options);
    if (!isBlock(args)) return plainly;
    const block = createBlockRunner(tf, args);
    return (input, wanted) => (input.mask || input.inputDropout || input.recurrentDropout ? plainly(input, wanted) : block(input, wanted));
  };
}

function isBlock({ cell, variant, activation, recurrentActivation }: RecurrentArgs): boolean {
  return cell === 'lstm' && isStandardLstm(variant) && activation === 'tanh' && recurrentActivation === 'sigmoid';
}

/** Numbers of time steps as 64-bit tensors, which tfjs makes with a warning each. */
const lengths = new Map<number, Tf.Tensor>();

/** tensorflow/core/kernels/rnn/lstm_ops.h; its gates stand in Keras's order, time comes first, and both kernels are one. */
function createBlockRunner(tf: TensorFlow, { goBackwards }: RecurrentArgs): SequenceRunner {
  const backend = tf.backend() as unknown as NodeBackend;
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_ATTR_FLOAT, TF_FLOAT, TF_INT32, TF_INT64 } = backend.binding;
  const type = { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT };
  const noPeephole = { name: 'use_peephole', type: TF_ATTR_BOOL, value: false };
  const noClip = { name: 'cell_clip', type: TF_ATTR_FLOAT, value: 0 };
  const toInt64 = [
    { name: 'SrcT', type: TF_ATTR_TYPE, value: TF_INT32 },
    { name: 'DstT', type: TF_ATTR_TYPE, value: TF_INT64 },
    { name: 'Truncate', type: TF_ATTR_BOOL, value: false },
  ];
  const timeFirst = [1, 0, 2];

  return ({ x, weights, units, initial }, wanted) => {
    const [batch, time] = x.shape;
    const inputs = {
      x: tf.transpose(goBackwards ? tf.reverse(x, 1) : x, timeFirst),
      c0: initial?.[1] ?? tf.zeros<Tf.Rank.R2>([batch, units]),
      h0: initial?.[0] ?? tf.zeros<Tf.Rank.R2>([batch, units]),
      w: tf.concat([weights.kernel, weights.recurrent_kernel] as Tf.Tensor2D[], 0),
      b: weights.bias ?? tf.zeros([4 * units]),
    };
    const [h, c] = runDifferentiable(tf, {
      inputs,
      forward: (save) => {
        const steps = lengths.get(time) ?? tf.keep(backend.executeSingleOutput('Cast', toInt64, [tf.scalar(time, 'int32')]));
        lengths.set(time, steps);
        const peephole = tf.zeros([units]);
        const given = [steps, inputs.x, inputs.c0, inputs.h0, inputs.w, peephole, peephole, peephole, inputs.b];
        const outputs = backend.executeMultipleOutputs('BlockLSTMV2', [type, noClip, noPeephole], given, 7);
        save([...given, ...outputs]);
        return [outputs[6], outputs[1]] as Tf.Tensor[];
      },
      backward: ([dh, dc], saved) => {
        const [dx, dc0, dh0, dw, , , , db] = backend.executeMultipleOutputs(
          'BlockLSTMGradV2',
          [type, noPeephole],
          [...saved, dc, dh] as Tf.Tensor[],
          8,
        ) as [Tf.Tensor, Tf.Tensor, Tf.Tensor, Tf.Tensor, ...Tf.Tensor[]];
        return { x: () => dx, c0: () => dc0, h0: () => dh0, w: () => dw, b: () => db as Tf.Tensor };
      },
    }) as [Tf.Tensor3D, Tf.Tensor3D];
    const last = (states: Tf.Tensor3D): Tf.Tensor2D => tf.reshape(tf.slice(states, [time - 1, 0, 0], [1, -1, -1]), [batch, units]);
    return { output: wanted.sequences ? tf.transpose(h, timeFirst) : last(h), state: wanted.state ? [last(h), last(c)] : [] };
  };
}
