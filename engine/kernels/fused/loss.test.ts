import { describe, expect, test } from 'vitest';
import type { LossName, MetricName, Objective } from '../../nodes/output/task';
import { createLoss } from '../../train/losses';
import { createMetric } from '../../train/metrics';
import { createRandom } from '../random';
import { type Tf, tensorflow } from '../tensorflow';
import { fusedMeasure } from './loss';
import { nativeOperations } from './native';

const tf = tensorflow();
const native = nativeOperations(tf);

interface Case {
  readonly loss: LossName;
  readonly shape: readonly number[];
  readonly masked?: boolean;
}

const VALUES = ['meanSquaredError', 'meanAbsoluteError', 'huber', 'binaryCrossentropy'] as const;

const CASES: readonly Case[] = [
  ...VALUES.flatMap((loss): Case[] => [
    { loss, shape: [1, 1] },
    { loss, shape: [32, 1] },
    { loss, shape: [7, 3] },
    { loss, shape: [5, 9, 4], masked: true },
    // Enough to be shared among threads.
    { loss, shape: [300, 70] },
  ]),
  ...[2, 15, 16, 17, 65, 300].map((classes): Case => ({ loss: 'sparseCategoricalCrossentropy', shape: [9, classes] })),
  { loss: 'categoricalCrossentropy', shape: [6, 8, 33], masked: true },
  { loss: 'categoricalCrossentropy', shape: [40, 20, 50], masked: true },
];

const isClasses = (loss: LossName) => loss.endsWith('ategoricalCrossentropy');
const activationOf = (loss: LossName) => (isClasses(loss) ? 'softmax' : loss === 'binaryCrossentropy' ? 'sigmoid' : 'linear');

function metricsOf(loss: LossName): readonly MetricName[] {
  return activationOf(loss) === 'linear' ? ['mae', 'rmse'] : ['accuracy'];
}

function draw({ loss, shape, masked = false }: Case) {
  const random = createRandom(loss, ...shape);
  const size = shape.reduce((product, axis) => product * axis, 1);
  const normal = () =>
    tf.tensor(
      Array.from({ length: size }, () => random.normal() * 2),
      [...shape],
    );
  const positions = shape.slice(0, -1);
  const count = positions.reduce((product, axis) => product * axis, 1);
  const target = isClasses(loss)
    ? tf.tensor(
        Array.from({ length: count }, () => random.below(shape.at(-1) ?? 1)),
        positions,
        'int32',
      )
    : loss === 'binaryCrossentropy'
      ? tf.cast(tf.greater(normal(), 0), 'float32')
      : normal();
  const mask = masked
    ? tf.tensor(
        Array.from({ length: count }, () => random.below(3) > 0),
        positions,
        'bool',
      )
    : undefined;
  return { output: normal(), target, mask };
}

/** Loss, metrics and the gradient of three times the loss. */
function both(parity: Case) {
  if (!native) throw new Error('The fused kernels are not built.');
  const { output, target, mask } = draw(parity);
  const activation = activationOf(parity.loss);
  const fused = fusedMeasure(tf, native, parity.loss, activation);
  if (!fused) throw new Error('This loss is not fused.');
  const plain = createLoss(tf, parity.loss, activation);
  const numbers = (tensor: Tf.Tensor) => Array.from(tensor.dataSync());
  const threefold = (loss: (x: Tf.Tensor) => Tf.Scalar) => numbers(tf.grad((x) => tf.mul(loss(x), 3))(output));
  const measured = fused(output, target, mask);
  const objective = { task: activation === 'sigmoid' ? 'binary' : 'classification', loss: parity.loss, metrics: [] } as Objective;
  const loss = plain(output, target, mask);
  return {
    fused: {
      loss: numbers(measured.loss),
      metrics: metricsOf(parity.loss).map((name) => numbers(measured.metrics[name] as Tf.Tensor)[0]),
      gradient: threefold((x) => fused(x, target, mask).loss),
    },
    plain: {
      loss: numbers(loss),
      metrics: metricsOf(parity.loss).map(
        (name) => numbers(createMetric(tf, name, objective, activation).batch(output, target, { loss, mask }))[0],
      ),
      gradient: threefold((x) => plain(x, target, mask)),
    },
  };
}

describe('the fused loss equals the plain one', () => {
  test.each(CASES)('$loss, $shape', (parity) => {
    tf.tidy(() => {
      const { fused, plain } = both(parity);
      expect(fused.loss[0]).toBeCloseTo(plain.loss[0] as number, 5);
      fused.metrics.forEach((metric, i) => {
        expect(metric).toBeCloseTo(plain.metrics[i] as number, 5);
      });
      const largest = Math.max(...plain.gradient.map(Math.abs));
      const apart = fused.gradient.map((value, i) => Math.abs(value - (plain.gradient[i] as number)));
      expect(Math.max(...apart)).toBeLessThan(1e-5 * Math.max(largest, 1e-3));
    });
  });

  test('numbers that are none stay so, in every loss', () => {
    if (!native) throw new Error('The fused kernels are not built.');
    for (const loss of [...VALUES, 'categoricalCrossentropy'] as const) {
      const measure = fusedMeasure(tf, native, loss, activationOf(loss));
      for (const output of [[[Number.NaN, 1, 2]], [[1, 2, Number.NaN]]]) {
        const target = isClasses(loss) ? tf.tensor1d([1], 'int32') : tf.tensor2d([[0, 1, 0]]);
        expect(measure?.(tf.tensor2d(output), target).loss.dataSync()[0]).toBeNaN();
      }
    }
  });

  test('where nothing counts there is no loss', () => {
    if (!native) throw new Error('The fused kernels are not built.');
    const measure = fusedMeasure(tf, native, 'categoricalCrossentropy', 'softmax');
    const mask = tf.zeros([2, 3], 'bool');
    expect(measure?.(tf.ones([2, 3, 4]), tf.zeros([2, 3], 'int32'), mask).loss.dataSync()[0]).toBe(0);
  });

  test('targets of another shape are refused with both shapes', () => {
    if (!native) throw new Error('The fused kernels are not built.');
    const measure = fusedMeasure(tf, native, 'meanSquaredError', 'linear');
    expect(() => measure?.(tf.ones([4, 2]), tf.ones([4, 3]))).toThrow('Targets have the shape [4, 3] for predictions of [4, 2]');
  });
});
