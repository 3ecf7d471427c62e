import type { Initialiser } from '../nodes/build';
import type { InitialiserName } from '../nodes/traits/initialisers';
import { createRandom, type Random } from './random';
import type { TensorFlow } from './tensorflow';

/** Initialisers of Keras 3 (keras/src/initializers/random_initializers.py), drawn from our own seeded numbers. */

/** Standard deviation that a normal cut off at two deviations has, in units of the uncut one. */
const TRUNCATED_DEVIATION = 0.8796256610342398;

type Fill = (shape: readonly number[], random: Random, constant: number) => Float32Array;

const FILL: Readonly<Record<InitialiserName, Fill>> = {
  zeros: (shape) => new Float32Array(size(shape)),
  ones: (shape) => new Float32Array(size(shape)).fill(1),
  // Keras draws from ±0.05 and with a deviation of 0.05 by default.
  randomUniform: (shape, random) => uniform(shape, 0.05, random),
  truncatedNormal: (shape, random) => truncated(shape, 0.05, random),
  glorotUniform: (shape, random) => uniform(shape, Math.sqrt(3 / meanFan(shape)), random),
  glorotNormal: (shape, random) => truncated(shape, Math.sqrt(1 / meanFan(shape)) / TRUNCATED_DEVIATION, random),
  heUniform: (shape, random) => uniform(shape, Math.sqrt(6 / fanIn(shape)), random),
  heNormal: (shape, random) => truncated(shape, Math.sqrt(2 / fanIn(shape)) / TRUNCATED_DEVIATION, random),
  lecunUniform: (shape, random) => uniform(shape, Math.sqrt(3 / fanIn(shape)), random),
  lecunNormal: (shape, random) => truncated(shape, Math.sqrt(1 / fanIn(shape)) / TRUNCATED_DEVIATION, random),
  orthogonal: (shape, random) => orthogonal(shape, random),
  constant: (shape, _random, constant) => new Float32Array(size(shape)).fill(constant),
};

/** `constant`: what a constant weight starts at. */
export function createInitialiser(tf: TensorFlow, name: InitialiserName, key: readonly (string | number)[], constant = 0): Initialiser {
  return { name, apply: (shape) => tf.tensor(fillWeights(name, shape, key, constant), [...shape]) };
}

/** The numbers themselves, row by row. */
export function fillWeights(
  name: InitialiserName,
  shape: readonly number[],
  key: readonly (string | number)[],
  constant = 0,
): Float32Array {
  return FILL[name](shape, createRandom(...key), constant);
}

function uniform(shape: readonly number[], limit: number, random: Random): Float32Array {
  return new Float32Array(size(shape)).map(() => (2 * random.uniform() - 1) * limit);
}

/** Normal, drawn again where it lies beyond two deviations. */
function truncated(shape: readonly number[], deviation: number, random: Random): Float32Array {
  return new Float32Array(size(shape)).map(() => {
    let drawn = random.normal();
    while (Math.abs(drawn) > 2) drawn = random.normal();
    return drawn * deviation;
  });
}

/** Rows or columns orthonormal, whichever are fewer: Q of a random normal matrix by Householder reflections (Saxe et al. 2014). */
function orthogonal(shape: readonly number[], random: Random): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = size(shape) / columns;
  const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
  // Column j of the matrix stands at a[j * long]; each becomes the reflector that clears what is below its diagonal.
  const a = new Float64Array(long * short).map(() => random.normal());
  const signs = new Float64Array(short);
  for (let j = 0; j < short; j++) signs[j] = reflectColumns(a, long, short, j);
  const q = new Float64Array(long * short);
  for (let j = short - 1; j >= 0; j--) {
    q[j * long + j] = 1;
    for (let k = j; k < short; k++) applyReflector(a, j, q, k, long);
  }
  const result = new Float32Array(long * short);
  for (let j = 0; j < short; j++) {
    for (let i = 0; i < long; i++) {
      const value = (q[j * long + i] as number) * (signs[j] as number);
      if (rows >= columns) result[i * columns + j] = value;
      else result[j * columns + i] = value;
    }
  }
  return result;
}

/** Makes column j a unit reflector and applies it to the columns behind; → the sign of R's diagonal. */
function reflectColumns(a: Float64Array, long: number, short: number, j: number): number {
  let norm = 0;
  for (let i = j; i < long; i++) norm += (a[j * long + i] as number) ** 2;
  norm = Math.sqrt(norm);
  const head = a[j * long + j] as number;
  const alpha = head > 0 ? -norm : norm;
  a[j * long + j] = head - alpha;
  let length = 0;
  for (let i = j; i < long; i++) length += (a[j * long + i] as number) ** 2;
  length = Math.sqrt(length) || 1;
  for (let i = j; i < long; i++) a[j * long + i] = (a[j * long + i] as number) / length;
  for (let k = j + 1; k < short; k++) applyReflector(a, j, a, k, long);
  return Math.sign(alpha) || 1;
}

/** target column k −= 2 v (v · column), with v column j of `a` from row j on. */
function applyReflector(a: Float64Array, j: number, target: Float64Array, k: number, long: number): void {
  let dot = 0;
  for (let i = j; i < long; i++) dot += (a[j * long + i] as number) * (target[k * long + i] as number);
  for (let i = j; i < long; i++) target[k * long + i] = (target[k * long + i] as number) - 2 * dot * (a[j * long + i] as number);
}

const size = (shape: readonly number[]) => shape.reduce((product, axis) => product * axis, 1);
/** As Keras: a vector's fans are its length; a kernel's receptive field counts into both. */
const fanIn = (shape: readonly number[]) => Math.max(1, shape.length < 2 ? size(shape) : size(shape) / (shape.at(-1) ?? 1));
const fanOut = (shape: readonly number[]) => (shape.length < 2 ? size(shape) : size(shape) / (shape.at(-2) ?? 1));
const meanFan = (shape: readonly number[]) => Math.max(1, (fanIn(shape) + fanOut(shape)) / 2);
