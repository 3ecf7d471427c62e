import { expect, test } from 'vitest';
import type { RecurrentArgs } from '../../nodes/build';
import { STANDARD_LSTM } from '../../nodes/traits/lstmVariant';
import { plainRunner, type RunnerMaker } from '../recurrent/runner';
import { type Tf, tensorflow } from '../tensorflow';
import { nativeOperations } from './native';
import { fusedRunner } from './recurrent';

const tf = tensorflow();
const native = nativeOperations(tf);
const [UNITS, FEATURES] = [20, 7];

function argsOf(cell: RecurrentArgs['cell']): RecurrentArgs {
  return {
    cell,
    name: 'layer',
    units: UNITS,
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
    useBias: true,
    unitForgetBias: true,
    resetAfter: false,
    variant: STANDARD_LSTM,
    returnSequences: false,
    returnState: false,
    stateful: false,
    goBackwards: false,
    dropout: 0,
    recurrentDropout: 0,
  };
}

test.each([
  ['lstm', 4],
  ['gru', 3],
  ['simpleRnn', 1],
] as const)('weights of a %s that are kept give the same, and count anew once they are forgotten', (cell, gates) => {
  if (!native) throw new Error('The fused kernels are not built on this machine.');
  const columns = gates * UNITS;
  // Small weights: large ones would make of a last bit's difference one that is seen.
  const drawKernel = (seed: number) => tf.randomNormal<Tf.Rank.R2>([FEATURES, columns], 0, 0.3, 'float32', seed);
  const weights = {
    kernel: tf.variable(drawKernel(1)),
    recurrent_kernel: tf.variable(tf.randomNormal([UNITS, columns], 0, 0.3, 'float32', 2)),
    bias: tf.variable(tf.zeros([columns])),
  };
  const x = tf.randomNormal<Tf.Rank.R3>([2, 5, FEATURES], 0, 1, 'float32', 3);
  const args = argsOf(cell);
  const outputOf = (maker: RunnerMaker) =>
    tf.tidy(() => {
      const given = { x, weights, units: UNITS, goBackwards: false, mask: undefined, initial: undefined };
      const drawn = { inputDropout: undefined, recurrentDropout: undefined };
      return [...maker(args, { zeroMasked: false })({ ...given, ...drawn }, { sequences: false, state: false }).output.dataSync()];
    });
  const fused = fusedRunner(tf, native);

  const before = outputOf(fused);
  const alive = tf.memory().numTensors;
  const forget = native.keepWeights(Object.values(weights));
  expect(outputOf(fused)).toEqual(before);
  expect(outputOf(fused)).toEqual(before);
  forget();
  expect(tf.memory().numTensors).toBe(alive);
  weights.kernel.assign(drawKernel(4));
  const [now, expected] = [outputOf(fused), outputOf(plainRunner(tf))];
  expect(now).not.toEqual(before);
  for (const [i, value] of expected.entries()) expect(now[i]).toBeCloseTo(value, 5);
  tf.dispose([x, ...Object.values(weights)]);
});
