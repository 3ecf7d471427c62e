import { describe, expect, test } from 'vitest';
import { nativeOperations } from '../kernels/fused/native';
import { fusedUpdate, type Update } from '../kernels/fused/update';
import { createRandom } from '../kernels/random';
import { type Tf, tensorflow } from '../kernels/tensorflow';
import { OPTIMISERS, type Optimiser } from '../project';
import { createRule, plainUpdate } from './rules';

const tf = tensorflow();
const native = nativeOperations(tf);

/** Odd sizes, and one that several threads share. */
const SHAPES = [[1], [7, 5], [300, 130]];

const SETTINGS: readonly Optimiser[] = [
  ...Object.values(OPTIMISERS),
  { ...OPTIMISERS.momentum, nesterov: true },
  { ...OPTIMISERS.rmsprop, momentum: 0.9 },
];

const NONE = { value: null, norm: null, globalNorm: null };
const CLIPS = [NONE, { ...NONE, value: 0.5 }, { ...NONE, norm: 1 }, { ...NONE, globalNorm: 2 }, { value: 0.7, norm: 3, globalNorm: 4 }];

/** Weights, slots and norms after three steps. */
function takeSteps(update: Update, settings: Optimiser, clip: (typeof CLIPS)[number]): number[] {
  const found: number[] = [];
  tf.tidy(() => {
    const draw = (name: string, shape: readonly number[]): Tf.Tensor => {
      const random = createRandom(4, name);
      return tf.tensor(
        Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
        [...shape],
      );
    };
    let weights: readonly Tf.Tensor[] = SHAPES.map((shape, i) => draw(`weight${i}`, shape));
    let slots: readonly (readonly Tf.Tensor[])[] = SHAPES.map((shape) =>
      createRule(tf, settings).slots.map(({ start }) => tf.fill([...shape], start)),
    );
    for (let step = 1; step <= 3; step++) {
      const gradients = SHAPES.map((shape, i) => draw(`gradient${step}/${i}`, shape));
      const next = update({ weights, gradients, slots, step, clip });
      found.push(...next.gradientNorm.dataSync());
      ({ weights, slots } = next);
    }
    for (const tensor of [...weights, ...slots.flat()]) found.push(...tensor.dataSync());
  });
  return found;
}

describe('one operation for all weights changes them as one operation at a time does', () => {
  const cases = SETTINGS.flatMap((settings) =>
    CLIPS.map((clip) => [JSON.stringify(settings), JSON.stringify(clip), settings, clip] as const),
  );
  test.each(cases)('%s, clip %s', (_settings, _clip, settings, clip) => {
    if (!native) throw new Error('The fused kernels are not built on this machine.');
    const [fused, plain] = [fusedUpdate(tf, native, settings), plainUpdate(tf, createRule(tf, settings))].map((update) =>
      takeSteps(update, settings, clip),
    ) as [number[], number[]];
    const worst = plain.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (fused[i] ?? Number.NaN)) / Math.max(1, Math.abs(value))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(1e-5);
  });

  test('a gradient that is not a number stays none', () => {
    if (!native) throw new Error('The fused kernels are not built on this machine.');
    tf.tidy(() => {
      const { gradientNorm, weights } = fusedUpdate(
        tf,
        native,
        OPTIMISERS.adam,
      )({
        weights: [tf.ones([3])],
        gradients: [tf.tensor1d([1, Number.NaN, 2])],
        slots: [[tf.zeros([3]), tf.zeros([3])]],
        step: 1,
        clip: { value: 1, norm: 1, globalNorm: 1 },
      });
      expect(gradientNorm.dataSync()[0]).toBeNaN();
      expect(weights[0]?.dataSync()[1]).toBeNaN();
    });
  });
});
