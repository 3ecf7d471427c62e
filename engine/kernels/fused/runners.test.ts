import { describe, expect, test } from 'vitest';
import type { RecurrentArgs } from '../../nodes/build';
import { type LstmVariant, STANDARD_LSTM } from '../../nodes/traits/lstmVariant';
import { cellWeights, gateCount } from '../../nodes/traits/recurrent';
import { createRandom } from '../random';
import { plainRunner, type RunnerMaker } from '../recurrent/runner';
import { type Tf, tensorflow } from '../tensorflow';
import { blockRunner } from './block';
import { nativeOperations } from './native';
import { fusedRunner } from './recurrent';

const tf = tensorflow();
const native = nativeOperations(tf);

interface Case {
  readonly cell: RecurrentArgs['cell'];
  readonly units: number;
  readonly batch?: number;
  readonly time?: number;
  readonly features?: number;
  readonly activation?: string;
  readonly recurrentActivation?: string;
  readonly variant?: Partial<LstmVariant>;
  readonly resetAfter?: boolean;
  readonly useBias?: boolean;
  readonly returnSequences?: boolean;
  readonly goBackwards?: boolean;
  readonly masked?: boolean;
  readonly zeroMasked?: boolean;
  readonly initial?: boolean;
  readonly dropout?: 'shared' | 'each gate';
}

const SIZES = [1, 2, 7, 16, 33, 64, 100, 129, 300];

const CASES: readonly Case[] = [
  ...(['lstm', 'gru', 'simpleRnn'] as const).flatMap((cell): Case[] => [
    ...SIZES.map((units) => ({ cell, units })),
    { cell, units: 20, batch: 1, time: 1, features: 1 },
    { cell, units: 20, batch: 33, time: 3, features: 17, returnSequences: true },
    { cell, units: 9, returnSequences: true, goBackwards: true },
    { cell, units: 9, masked: true },
    { cell, units: 9, masked: true, returnSequences: true, initial: true },
    { cell, units: 9, masked: true, returnSequences: true, zeroMasked: true, goBackwards: true },
    { cell, units: 9, initial: true, useBias: false },
    { cell, units: 9, dropout: 'shared', masked: true },
    { cell, units: 9, dropout: 'each gate', returnSequences: true },
    ...['relu', 'elu', 'selu', 'softplus', 'softsign', 'hardSigmoid', 'gelu', 'swish', 'linear'].map((activation) => ({
      cell,
      units: 11,
      activation,
    })),
  ]),
  ...SIZES.map((units): Case => ({ cell: 'gru', units, resetAfter: true })),
  { cell: 'gru', units: 9, resetAfter: true, masked: true, initial: true, dropout: 'each gate', returnSequences: true },
  { cell: 'gru', units: 9, resetAfter: true, useBias: false, recurrentActivation: 'hardSigmoid' },
  ...(
    [
      { inputGate: false },
      { forgetGate: 'none' },
      { forgetGate: 'coupled' },
      { outputGate: false },
      { inputActivation: false },
      { outputActivation: false },
      { peepholes: true },
      { peepholes: true, forgetGate: 'coupled', outputGate: false },
      { layerNormalisation: true },
      { layerNormalisation: true, peepholes: true, forgetGate: 'coupled' },
    ] satisfies Partial<LstmVariant>[]
  ).flatMap((variant): Case[] => [
    { cell: 'lstm', units: 13, variant },
    { cell: 'lstm', units: 40, variant, masked: true, initial: true, dropout: 'each gate', returnSequences: true },
  ]),
];

/** Output, states and the gradient of everything that goes in, for a loss that weighs every number differently. */
function run(makeRunner: RunnerMaker, one: Case): Map<string, Float32Array> {
  const { cell, units, batch = 5, time = 6, features = 4 } = one;
  const args: RecurrentArgs = {
    cell,
    name: 'layer',
    units,
    activation: one.activation ?? 'tanh',
    recurrentActivation: one.recurrentActivation ?? 'sigmoid',
    useBias: one.useBias ?? true,
    unitForgetBias: true,
    resetAfter: one.resetAfter ?? false,
    variant: { ...STANDARD_LSTM, ...one.variant },
    returnSequences: one.returnSequences ?? false,
    returnState: true,
    stateful: false,
    goBackwards: one.goBackwards ?? false,
    dropout: 0,
    recurrentDropout: 0,
  };
  const draw = (name: string, shape: readonly number[], scale = 1): Tf.Tensor => {
    const random = createRandom(3, name);
    const size = shape.reduce((product, n) => product * n, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, () => random.normal() * scale),
      [...shape],
    );
  };
  const factors = (name: string, size: number) =>
    one.dropout &&
    Array.from({ length: one.dropout === 'shared' ? 1 : gateCount(args) }, (_, i) => {
      const drawn = draw(`${name}${i}`, [batch, size]);
      return tf.mul<Tf.Tensor2D>(tf.cast(tf.greater(drawn, -0.5), 'float32'), 1.4);
    });
  const states = cell === 'lstm' ? 2 : 1;
  const found = new Map<string, Float32Array>();
  tf.tidy(() => {
    const weights = Object.fromEntries(
      cellWeights(cell, features, args).map(({ name, shape }) => [name, tf.variable(draw(name, shape, 1 / Math.sqrt(units + features)))]),
    );
    const x = tf.variable(draw('x', [batch, time, features]));
    const initial = Array.from({ length: one.initial ? states : 0 }, (_, i) => tf.variable(draw(`state${i}`, [batch, units])));
    const mask = one.masked ? tf.greater<Tf.Tensor2D>(draw('mask', [batch, time]), -0.4) : undefined;
    const runner = makeRunner(args, { zeroMasked: one.zeroMasked ?? false });
    const variables = { ...weights, x, ...Object.fromEntries(initial.map((state, i) => [`state${i}`, state])) };
    const { grads } = tf.variableGrads(() => {
      const { output, state } = runner(
        {
          x: tf.mul(x, 1),
          weights,
          units,
          goBackwards: args.goBackwards,
          mask,
          initial: initial.length > 0 ? (initial as unknown as Tf.Tensor2D[]) : undefined,
          inputDropout: factors('inputs', features),
          recurrentDropout: factors('recurrent', units),
        },
        { sequences: args.returnSequences, state: true },
      );
      [output, ...state].forEach((tensor, i) => {
        found.set(`output ${i}`, tensor.dataSync() as Float32Array);
      });
      return tf.addN([output, ...state].map((tensor, i): Tf.Scalar => tf.sum(tf.mul(tensor, draw(`loss${i}`, tensor.shape)))));
    }, Object.values(variables));
    for (const [name, variable] of Object.entries(variables))
      found.set(`gradient of ${name}`, (grads[variable.name] as Tf.Tensor).dataSync() as Float32Array);
    for (const variable of Object.values(variables)) variable.dispose();
  });
  return found;
}

function expectSame(found: ReadonlyMap<string, Float32Array>, expected: ReadonlyMap<string, Float32Array>): void {
  expect([...found.keys()]).toEqual([...expected.keys()]);
  for (const [name, values] of expected) {
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - (found.get(name)?.[i] ?? Number.NaN))), 0);
    expect(worst / scale, name).toBeLessThanOrEqual(1e-5);
  }
}

const titled = CASES.map((one) => [JSON.stringify(one), one] as const);

describe('our kernels give what one operation at a time gives', () => {
  test.each(titled)('%s', (_, one) => {
    if (!native) throw new Error('The fused kernels are not built on this machine.');
    expectSame(run(fusedRunner(tf, native), one), run(plainRunner(tf), one));
  });
});

describe('so do the block kernels of TensorFlow', () => {
  test.each(titled.filter(([, one]) => one.cell === 'lstm' && !one.variant))('%s', (_, one) => {
    expectSame(run(blockRunner(tf), one), run(plainRunner(tf), one));
  });
});
