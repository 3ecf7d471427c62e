import type { Answer, ReferenceAnswer } from './answer';

/** Keras's answer, small enough to be kept: long lists are sampled, with their norm beside them. */
export interface Fixture {
  readonly keras: string;
  readonly parameters: number;
  readonly output: Sampled;
  readonly gradients: Readonly<Record<string, Sampled>>;
  readonly losses: Readonly<Record<string, readonly number[]>>;
  readonly trained: Sampled;
  /** How far Keras's own numbers move when every weight begins a last bit away. */
  readonly rounding: { readonly loss: number; readonly trained: number };
}

export interface Sampled {
  readonly length: number;
  readonly norm: number;
  readonly values: readonly number[];
}

/** Numbers kept of an output, of each gradient and of an output after training. */
const KEPT_OUTPUT = 60;
const KEPT_GRADIENT = 14;
const KEPT_TRAINED = 20;

export function toFixture(keras: string, answer: ReferenceAnswer): Fixture {
  const gradients = Object.entries(answer.gradients).map(([name, values]): [string, Sampled] => [name, sample(values, KEPT_GRADIENT)]);
  return {
    keras,
    parameters: answer.parameters,
    output: sample(answer.output, KEPT_OUTPUT),
    gradients: Object.fromEntries(gradients),
    losses: Object.fromEntries(Object.entries(answer.losses).map(([name, values]) => [name, values.map(short)])),
    trained: sample(answer.trained, KEPT_TRAINED),
    rounding: { loss: short(answer.rounding.loss), trained: short(answer.rounding.trained) },
  };
}

/** Evenly spread numbers of a list, `keep` at most, and the norm of all of it. */
function sample(values: readonly number[], keep: number): Sampled {
  const every = Math.max(1, Math.ceil(values.length / keep));
  const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return { length: values.length, norm: short(norm), values: values.filter((_, i) => i % every === 0).map(short) };
}

/** Seven digits: as many as a float has for certain. */
function short(value: number): number {
  return Number(value.toPrecision(7));
}

/** Largest differences between ours and Keras's. */
export interface Differences {
  /** Absolute, over predictions. */
  readonly output: number;
  /** Of each weight's gradient, relative to its largest number or, where larger, to a thousandth of the largest of all. */
  readonly gradient: number;
  /** Absolute, over all steps and optimisers. */
  readonly loss: number;
  /** Absolute, over predictions after training, beside the largest of them where that is above 1. */
  readonly trained: number;
}

/** Throws where the two do not even have the same form. */
export function compare(ours: Answer, theirs: Fixture): Differences {
  if (ours.parameters !== theirs.parameters) throw new Error(`${ours.parameters} parameters here, ${theirs.parameters} in Keras.`);
  const output = largest(sampleLike(ours.output, theirs.output), theirs.output);
  const scale = Math.max(...Object.values(theirs.gradients).flatMap(({ values }) => values.map(Math.abs)));
  let gradient = 0;
  for (const [name, expected] of Object.entries(theirs.gradients)) {
    const found = ours.gradients[name];
    if (!found) throw new Error(`There is no gradient of "${name}" here.`);
    const own = Math.max(scale / 1000, ...expected.values.map(Math.abs));
    const sampled = sampleLike(found, expected);
    gradient = Math.max(gradient, largest(sampled, expected) / own, Math.abs(sampled.norm - expected.norm) / Math.max(own, expected.norm));
  }
  let loss = 0;
  for (const [name, expected] of Object.entries(theirs.losses)) {
    expected.forEach((value, step) => {
      loss = Math.max(loss, distance(ours.losses[name]?.[step], value));
    });
  }
  return { output, gradient, loss, trained: afterTraining(ours.trained, theirs.trained) };
}

function afterTraining(ours: readonly number[], theirs: Sampled): number {
  const size = Math.max(1, ...theirs.values.map(Math.abs));
  return largest(sampleLike(ours, theirs), theirs) / size;
}

/** The numbers that a stored sample has of a list as long as its own. */
function sampleLike(values: readonly number[], { values: kept }: Sampled): Sampled {
  return sample(values, kept.length);
}

function largest(ours: Sampled, theirs: Sampled): number {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} numbers here, ${theirs.length} in Keras.`);
  return Math.max(...theirs.values.map((value, i) => distance(ours.values[i], value)));
}

/** Infinite where either is missing or not a number, so that no comparison passes by accident. */
function distance(a: number | undefined, b: number): number {
  const difference = Math.abs((a ?? Number.NaN) - b);
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

/** The largest differences at which two answers count as equal, in float32. */
export const LIMITS: Differences = { output: 1e-5, gradient: 1e-4, loss: 1e-4, trained: 1e-4 };

/** A program rounds at every operation, where Keras's weights were moved by one last bit and once. */
const ROUNDINGS = 10;

/**
 * The limits for one answer. With fresh weights a network's training can be so sensitive that rounding alone moves Keras further from
 * itself than the limit: then that is the limit.
 */
export function limitsFor({ rounding }: Fixture): Differences {
  return {
    ...LIMITS,
    loss: Math.max(LIMITS.loss, ROUNDINGS * rounding.loss),
    trained: Math.max(LIMITS.trained, ROUNDINGS * rounding.trained),
  };
}

export function withinLimits(differences: Differences, limits = LIMITS): boolean {
  const names = Object.keys(limits) as (keyof Differences)[];
  return names.every((name) => differences[name] <= limits[name]);
}
