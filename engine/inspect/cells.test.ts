import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDropoutSource } from '../kernels/dropout';
import { bestRunner } from '../kernels/fused/runner';
import { createInitialiser } from '../kernels/initialisers';
import { createRandom } from '../kernels/random';
import { createDirection } from '../kernels/recurrent/direction';
import { type Tf, tensorflow } from '../kernels/tensorflow';
import type { RecurrentArgs } from '../nodes/build';
import { STANDARD_LSTM } from '../nodes/traits/lstmVariant';
import { type PlainWeights, traceCell } from './cells';

const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'linear', 'elu', 'selu', 'softplus', 'softsign', 'gelu', 'swish', 'hardSigmoid'];

const variants = fc.record({
  inputGate: fc.boolean(),
  forgetGate: fc.constantFrom('learned', 'coupled', 'none' as const),
  outputGate: fc.boolean(),
  inputActivation: fc.boolean(),
  outputActivation: fc.boolean(),
  peepholes: fc.boolean(),
  layerNormalisation: fc.boolean(),
}) as fc.Arbitrary<RecurrentArgs['variant']>;

const cells = fc.record({
  cell: fc.constantFrom('lstm', 'gru', 'simpleRnn' as const),
  units: fc.integer({ min: 1, max: 9 }),
  features: fc.integer({ min: 1, max: 6 }),
  time: fc.integer({ min: 1, max: 7 }),
  activation: fc.constantFrom(...ACTIVATIONS),
  useBias: fc.boolean(),
  resetAfter: fc.boolean(),
  variant: variants,
  seed: fc.nat(10_000),
});

describe('a traced cell', () => {
  test('shows the states that the layer gives, for any cell, size and variant', () => {
    const tf = tensorflow();
    fc.assert(
      fc.property(cells, ({ features, time, seed, ...chosen }) => {
        const args: RecurrentArgs = {
          ...chosen,
          name: 'cell',
          recurrentActivation: 'sigmoid',
          unitForgetBias: false,
          returnSequences: true,
          returnState: false,
          stateful: false,
          goBackwards: false,
          dropout: 0,
          recurrentDropout: 0,
        };
        tf.tidy(() => {
          const direction = createDirection(tf, createDropoutSource(tf, 0), bestRunner(tf), args, { owner: 'test', zeroMasked: false });
          const weights: Record<string, PlainWeights[string]> = {};
          direction.build(features, (name, shape) => {
            const values = createInitialiser(tf, 'glorotUniform', [seed, name]).apply(shape) as Tf.Tensor;
            weights[name] = { shape, values: values.dataSync() };
            return { read: () => values } as never;
          });
          const random = createRandom(seed, 'x');
          const x = Array.from({ length: time }, () => Float64Array.from({ length: features }, () => Math.fround(random.normal())));
          const given = tf.tensor3d([x.map((step) => [...step])]);
          const layer = direction.run(given, {}).output.dataSync();
          const h = traceCell(args, weights, x).find(({ name }) => name === 'h');
          const traced = h?.values.flatMap((step) => [...step]) ?? [];
          expect(traced).toHaveLength(layer.length);
          traced.forEach((value, i) => {
            expect(Math.abs(value - (layer[i] as number))).toBeLessThan(2e-5 * Math.max(1, Math.abs(value)));
          });
        });
      }),
      { numRuns: 150 },
    );
  });

  test('gives every gate of one LSTM step by its equation', () => {
    const args = {
      cell: 'lstm',
      units: 1,
      activation: 'tanh',
      recurrentActivation: 'sigmoid',
      useBias: true,
      resetAfter: false,
      variant: STANDARD_LSTM,
    } as const;
    const weights: PlainWeights = {
      kernel: { shape: [1, 4], values: [0.1, 0.2, 0.3, 0.4] },
      recurrent_kernel: { shape: [1, 4], values: [0, 0, 0, 0] },
      bias: { shape: [4], values: [0, 1, 0, 0] },
    };
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const traces = Object.fromEntries(
      traceCell(args, weights, [Float64Array.of(2)], { c: Float64Array.of(0.5) }).map(({ name, values }) => [name, values[0]?.[0]]),
    );
    const c = sigmoid(1.4) * 0.5 + sigmoid(0.2) * Math.tanh(0.6);
    expect(traces.i).toBeCloseTo(sigmoid(0.2), 12);
    expect(traces.f).toBeCloseTo(sigmoid(1.4), 12);
    expect(traces.candidate).toBeCloseTo(Math.tanh(0.6), 12);
    expect(traces.c).toBeCloseTo(c, 12);
    expect(traces.h).toBeCloseTo(sigmoid(0.8) * Math.tanh(c), 12);
  });
});
