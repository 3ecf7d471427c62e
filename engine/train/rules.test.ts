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

function drawNumbers(name: string, shape: readonly number[]): Float32Array {
  const random = createRandom(4, name);
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());
}

/** Norms, then weights and slots after a step at each of the rates. */
function takeSteps(update: Update, settings: Optimiser, clip: (typeof CLIPS)[number], rates: readonly number[]): number[] {
  const found: number[] = [];
  tf.tidy(() => {
    const draw = (name: string, shape: readonly number[]): Tf.Tensor => tf.tensor(drawNumbers(name, shape), [...shape]);
    let weights: readonly Tf.Tensor[] = SHAPES.map((shape, i) => draw(`weight${i}`, shape));
    let slots: readonly (readonly Tf.Tensor[])[] = SHAPES.map((shape) =>
      createRule(tf, settings).slots.map(({ start }) => tf.fill([...shape], start)),
    );
    rates.forEach((learningRate, before) => {
      const step = before + 1;
      const gradients = SHAPES.map((shape, i) => draw(`gradient${step}/${i}`, shape));
      const next = update({ weights, gradients, slots, step, learningRate, clip });
      found.push(...next.gradientNorm.dataSync());
      ({ weights, slots } = next);
    });
    for (const tensor of [...weights, ...slots.flat()]) found.push(...tensor.dataSync());
  });
  return found;
}

/** The same weights by the equations, in double precision. */
function weightsByEquation(settings: Optimiser, rates: readonly number[]): number[] {
  return SHAPES.flatMap((shape, i) => {
    const gradients = rates.map((_, before) => drawNumbers(`gradient${before + 1}/${i}`, shape));
    return Array.from(drawNumbers(`weight${i}`, shape), (start, at) => {
      const kept = { first: 0, second: settings.is === 'adagrad' ? settings.initialAccumulator : 0 };
      return rates.reduce(
        (weight, rate, before) => weight - changeOf(settings, kept, gradients[before]?.[at] ?? 0, rate, before + 1),
        start,
      );
    });
  });
}

/**
 * What is taken from one number of a weight. Momentum: Sutskever et al. 2013; RMSprop: Hinton's lecture 6e; Adam and Adamax: Kingma and
 * Ba 2015, ε beside the root as in the note to their algorithm 1; Adagrad: Duchi et al. 2011.
 */
function changeOf(settings: Optimiser, kept: { first: number; second: number }, g: number, rate: number, step: number): number {
  switch (settings.is) {
    case 'sgd':
      return rate * g;
    case 'momentum':
      kept.first = settings.momentum * kept.first - rate * g;
      return settings.nesterov ? rate * g - settings.momentum * kept.first : -kept.first;
    case 'rmsprop':
      kept.second = settings.rho * kept.second + (1 - settings.rho) * g ** 2;
      kept.first = settings.momentum * kept.first + (rate * g) / Math.sqrt(kept.second + settings.epsilon);
      return kept.first;
    case 'adam': {
      const { beta1, beta2, epsilon } = settings;
      kept.first = beta1 * kept.first + (1 - beta1) * g;
      kept.second = beta2 * kept.second + (1 - beta2) * g ** 2;
      return ((rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step)) * (kept.first / (Math.sqrt(kept.second) + epsilon));
    }
    case 'adagrad':
      kept.second += g ** 2;
      return (rate * g) / Math.sqrt(kept.second + settings.epsilon);
    case 'adamax': {
      const { beta1, beta2, epsilon } = settings;
      kept.first = beta1 * kept.first + (1 - beta1) * g;
      kept.second = Math.max(beta2 * kept.second, Math.abs(g));
      return (rate / (1 - beta1 ** step)) * (kept.first / (kept.second + epsilon));
    }
  }
}

/** The largest difference, of large numbers relative to them. */
function worstDifference(found: readonly number[], expected: readonly number[]): number {
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? Number.NaN)) / Math.max(1, Math.abs(value))), 0);
}

describe('one operation for all weights changes them as one operation at a time does', () => {
  const cases = SETTINGS.flatMap((settings) =>
    CLIPS.map((clip) => [JSON.stringify(settings), JSON.stringify(clip), settings, clip] as const),
  );
  test.each(cases)('%s, clip %s', (_settings, _clip, settings, clip) => {
    if (!native) throw new Error('The fused kernels are not built on this machine.');
    const rates = [settings.learningRate, settings.learningRate, settings.learningRate];
    const fused = takeSteps(fusedUpdate(tf, native, settings), settings, clip, rates);
    const plain = takeSteps(plainUpdate(tf, createRule(tf, settings)), settings, clip, rates);
    expect(worstDifference(fused, plain)).toBeLessThanOrEqual(1e-5);
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
        learningRate: OPTIMISERS.adam.learningRate,
        clip: { value: 1, norm: 1, globalNorm: 1 },
      });
      expect(gradientNorm.dataSync()[0]).toBeNaN();
      expect(weights[0]?.dataSync()[1]).toBeNaN();
    });
  });
});

describe('each step has a learning rate of its own', () => {
  /** Halved at the third step, and none of them the one of the settings. */
  const RATES = [0.1, 0.1, 0.05, 0.05];
  const weights = SHAPES.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);

  test.each(SETTINGS.map((settings) => [JSON.stringify(settings), settings] as const))('%s', (_settings, settings) => {
    if (!native) throw new Error('The fused kernels are not built on this machine.');
    const fused = takeSteps(fusedUpdate(tf, native, settings), settings, NONE, RATES);
    const plain = takeSteps(plainUpdate(tf, createRule(tf, settings)), settings, NONE, RATES);
    expect(worstDifference(fused, plain)).toBeLessThanOrEqual(1e-5);
    const expected = weightsByEquation(settings, RATES);
    for (const found of [fused, plain]) {
      expect(worstDifference(found.slice(RATES.length, RATES.length + weights), expected)).toBeLessThanOrEqual(1e-5);
    }
  });
});

describe('an update in one operation refuses what is not of its weight, and does not read past it', () => {
  const whole = () => tf.ones([20, 30]);
  test.each([
    ['gradient', [3], [20, 30], [20, 30], "A gradient of the optimiser's update has the shape [3] for a weight of [20, 30]."],
    ['first slot', [20, 30], [4], [20, 30], "A slot of the optimiser's update has the shape [4] for a weight of [20, 30]."],
    ['second slot', [20, 30], [20, 30], [0], "A slot of the optimiser's update has the shape [0] for a weight of [20, 30]."],
    [
      'slot that is too large',
      [20, 30],
      [20, 31],
      [20, 30],
      "A slot of the optimiser's update has the shape [20, 31] for a weight of [20, 30].",
    ],
  ] as const)('%s', (_what, gradient, first, second, sentence) => {
    tf.tidy(() => {
      if (!native) throw new Error('The fused kernels are not built on this machine.');
      const update = fusedUpdate(tf, native, OPTIMISERS.adam);
      // The second weight's, so that the first one's are not all that is looked at.
      const given = {
        weights: [whole(), whole()],
        gradients: [whole(), tf.ones([...gradient])],
        slots: [
          [whole(), whole()],
          [tf.ones([...first]), tf.ones([...second])],
        ],
      };
      expect(() => update({ ...given, step: 1, learningRate: 0.1, clip: NONE })).toThrow(sentence);
    });
  });
});
