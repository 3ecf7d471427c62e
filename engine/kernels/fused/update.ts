import type { Optimiser, TrainingSettings } from '../../project';
import type { TensorFlow, Tf } from '../tensorflow';
import type { NativeOperations } from './native';

/** Which step of the training is taken, and how far it goes. */
export interface TrainingStep {
  /** From 1, over the whole run: Adam and Adamax correct their start by it. */
  readonly step: number;
  /** Of this step; another step may have another one. */
  readonly learningRate: number;
}

export interface UpdateArgs extends TrainingStep {
  readonly weights: readonly Tf.Tensor[];
  /** One for each weight, of its shape. */
  readonly gradients: readonly Tf.Tensor[];
  /** What the rule keeps of each weight, in the order of the rule's slots. */
  readonly slots: readonly (readonly Tf.Tensor[])[];
  readonly clip: TrainingSettings['clip'];
}

export interface Updated {
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: Tf.Scalar;
  readonly weights: readonly Tf.Tensor[];
  readonly slots: readonly (readonly Tf.Tensor[])[];
}

/** One step's change of all weights; what it is given stays as it is. */
export type Update = (args: UpdateArgs) => Updated;

/** Rules by number, the same as in native/update.h, with how many slots each has. */
const RULES = {
  sgd: [0, 0],
  momentum: [1, 1],
  nesterov: [2, 1],
  rmsprop: [3, 1],
  rmspropMomentum: [4, 2],
  adam: [5, 2],
  adagrad: [6, 1],
  adamax: [7, 2],
} as const;

/** Clipping and the optimiser's rule for all weights in one operation. Equations: native/update.cc. */
export function fusedUpdate(tf: TensorFlow, native: NativeOperations, settings: Optimiser): Update {
  const [rule, slotsEach] = RULES[ruleOf(settings)];
  return ({ weights, gradients, slots, step, learningRate, clip }) => {
    const count = weights.length;
    const inputs = 1 + count * (2 + slotsEach);
    const outputs = 1 + count * (1 + slotsEach);
    const [rate, first, second, epsilon] = hyperparameters(settings, { step, learningRate });
    const hyper = tf.tensor1d([rate, first, second, epsilon, 1 - first, 1 - second, clip.value ?? 0, clip.norm ?? 0, clip.globalNorm ?? 0]);
    // Slots go by kind: the first of every weight, then the second.
    const bySlot = Array.from({ length: slotsEach }, (_, slot) => slots.map((own) => own[slot] as Tf.Tensor)).flat();
    const attributes = native.attributes({ rule, count, inputs, outputs });
    const [gradientNorm, ...changed] = native.run('UnrollUpdate', attributes, [hyper, ...weights, ...gradients, ...bySlot], outputs);
    return {
      gradientNorm: gradientNorm as Tf.Scalar,
      weights: changed.slice(0, count),
      slots: weights.map((_, w) => Array.from({ length: slotsEach }, (_, slot) => changed[count * (1 + slot) + w] as Tf.Tensor)),
    };
  };
}

function ruleOf(settings: Optimiser): keyof typeof RULES {
  if (settings.is === 'momentum' && settings.nesterov) return 'nesterov';
  if (settings.is === 'rmsprop' && settings.momentum > 0) return 'rmspropMomentum';
  return settings.is;
}

/** Rate, momentum or ρ or β₁, then β₂ or RMSprop's momentum, ε. Adam's and Adamax's corrections of their start are in the rate. */
function hyperparameters(settings: Optimiser, taken: TrainingStep): [number, number, number, number] {
  const { learningRate: rate } = taken;
  switch (settings.is) {
    case 'sgd':
      return [rate, 0, 0, 0];
    case 'momentum':
      return [rate, settings.momentum, 0, 0];
    case 'rmsprop':
      return [rate, settings.rho, settings.momentum, settings.epsilon];
    case 'adam':
      return [adamRate(settings, taken), settings.beta1, settings.beta2, settings.epsilon];
    case 'adagrad':
      return [rate, 0, 0, settings.epsilon];
    case 'adamax':
      return [adamaxRate(settings, taken), settings.beta1, settings.beta2, settings.epsilon];
  }
}

/** Adam's rate with the correction of its start, in the single precision in which Keras has it. */
export function adamRate({ beta1, beta2 }: { beta1: number; beta2: number }, { step, learningRate }: TrainingStep): number {
  return (learningRate * Math.sqrt(restOfPower(beta2, step))) / restOfPower(beta1, step);
}

/** The same of Adamax. */
export function adamaxRate({ beta1 }: { beta1: number }, { step, learningRate }: TrainingStep): number {
  return learningRate / restOfPower(beta1, step);
}

function restOfPower(beta: number, step: number): number {
  return Math.fround(1 - Math.fround(Math.fround(beta) ** step));
}
