import { describe, expect, test } from 'vitest';
import { tensorflow } from '../kernels/tensorflow';
import type { NamedWeight } from '../model/weights';
import { OPTIMISERS, type Optimiser as Settings } from '../project';
import { createOptimiser, type Optimiser } from './optimisers';

const tf = tensorflow();
const NO_CLIP = { value: null, norm: null, globalNorm: null };
const SETTINGS: readonly Settings[] = [...Object.values(OPTIMISERS), { ...OPTIMISERS.rmsprop, momentum: 0.9 }];
const GRADIENTS = [
  [1, -2, 0.5],
  [0.1, 3, -1],
  [-4, 0.2, 0.3],
  [2, 2, -0.7],
];

function createWeight(values: ArrayLike<number>): NamedWeight {
  return { name: 'dense-1/kernel', shape: [3, 1], variable: tf.variable(tf.tensor(Array.from(values), [3, 1])), trainable: true };
}

/** Steps `from` … `to`, the rate halved from one to the next. */
function takeSteps(optimiser: Optimiser, { from, to }: { from: number; to: number }): void {
  for (let step = from; step <= to; step++) {
    tf.tidy(() => {
      const gradient = tf.tensor(GRADIENTS[step - 1] ?? [], [3, 1]);
      optimiser.propose([gradient], { step, learningRate: 0.1 / 2 ** step, clip: NO_CLIP }).accept();
    });
  }
}

describe('an optimiser', () => {
  test.each(SETTINGS.map((settings) => [JSON.stringify(settings), settings] as const))(
    'goes on from its slots and the number of the step as if it had never ended: %s',
    (_settings, settings) => {
      const weight = createWeight([1, 2, 3]);
      const optimiser = createOptimiser(tf, settings, [weight]);
      takeSteps(optimiser, { from: 1, to: 2 });
      const [values, slots] = [weight.variable.dataSync().slice(), optimiser.slots()];
      takeSteps(optimiser, { from: 3, to: 4 });

      const another = createWeight(values);
      const resumed = createOptimiser(tf, settings, [another]);
      const alive = tf.memory().numTensors;
      resumed.restore(slots);
      expect(tf.memory().numTensors).toBe(alive);
      takeSteps(resumed, { from: 3, to: 4 });
      expect([...another.variable.dataSync()]).toEqual([...weight.variable.dataSync()]);
      expect(resumed.slots()).toEqual(optimiser.slots());
    },
  );

  test('leaves weights and slots as they are where a step is not accepted', () => {
    const weight = createWeight([1, 2, 3]);
    const optimiser = createOptimiser(tf, OPTIMISERS.adam, [weight]);
    takeSteps(optimiser, { from: 1, to: 1 });
    const before = [weight.variable.dataSync().slice(), optimiser.slots()];
    tf.tidy(() => {
      optimiser.propose([tf.ones([3, 1])], { step: 2, learningRate: 1, clip: NO_CLIP });
    });
    expect([weight.variable.dataSync(), optimiser.slots()]).toEqual(before);
  });

  test.each([
    ['is missing', [], 'The stored state of the optimiser lacks "dense-1/kernel/velocity".'],
    ['has another shape', [1, 3], '"dense-1/kernel/velocity" of the optimiser is stored as [1,3], but its weight has [3,1].'],
  ] as const)('refuses a state in which a slot %s, and keeps its own', (_what, shape, sentence) => {
    const optimiser = createOptimiser(tf, OPTIMISERS.adam, [createWeight([1, 2, 3])]);
    takeSteps(optimiser, { from: 1, to: 2 });
    const [before, alive] = [optimiser.slots(), tf.memory().numTensors];
    const momentum = { name: 'dense-1/kernel/momentum', shape: [3, 1], values: new Float32Array(3) };
    const velocity = { name: 'dense-1/kernel/velocity', shape, values: new Float32Array(3) };
    expect(() => optimiser.restore(shape.length === 0 ? [momentum] : [momentum, velocity])).toThrow(sentence);
    expect(optimiser.slots()).toEqual(before);
    expect(tf.memory().numTensors).toBe(alive);
  });
});
