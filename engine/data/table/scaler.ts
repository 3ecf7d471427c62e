import { Refusal } from '../../api';
import type { TableRecipe } from '../../project';

/** How one column becomes numbers of order 1: scaled = (value − offset) ÷ factor. */
export interface Scale {
  readonly column: string;
  readonly offset: number;
  /** Above 0. */
  readonly factor: number;
}

/** Values worked on at once: they stay in the processor's nearest memory. */
const BLOCK = 4096;
/** Deviations below this share of the mean are rounding. */
const ROUNDING = 1e-13;

/**
 * Learns the scale of a column from its first `rows` values alone. `standard`: mean and standard deviation over n, as
 * scikit-learn; `minMax`: least value and range, so that training values lie in 0 to 1. A constant column keeps the factor 1.
 */
export function fitScale(column: string, values: Float64Array, rows: number, scaling: TableRecipe['scaling']): Scale {
  if (scaling === 'none') return { column, offset: 0, factor: 1 };
  const { min, max, mean, deviation } = summarise(values.subarray(0, rows));
  const [offset, factor] = scaling === 'standard' ? [mean, deviation] : [min, max - min];
  if (!Number.isFinite(offset) || !Number.isFinite(factor)) {
    throw new Refusal(`The column "${column}" holds numbers too large to compute with (up to ${Math.max(-min, max).toExponential(0)}).`);
  }
  // JSON keeps no -0: a run's own scale would give other bits once it has been read again.
  return { column, offset: offset + 0, factor: isConstant({ factor, min, max }) ? 1 : factor };
}

export function isConstant({ factor, min, max }: { factor: number; min: number; max: number }): boolean {
  return factor <= ROUNDING * Math.max(Math.abs(min), Math.abs(max));
}

type ScaledColumn = readonly [values: Float64Array, scale: Scale];

/** → columns of one length, scaled, side by side, row by row. */
export function scaleColumns(columns: readonly ScaledColumn[]): Float32Array {
  const width = columns.length;
  const rows = columns[0]?.[0].length ?? 0;
  const matrix = new Float32Array(rows * width);
  for (let from = 0; from < rows; from += BLOCK) {
    const block = matrix.subarray(from * width, (from + BLOCK) * width);
    for (const [column, [values, scale]] of columns.entries()) {
      scaleInto(block, { column, width }, values.subarray(from, from + BLOCK), scale);
    }
    if (!Number.isFinite(sumOf(block))) refuseInfinite(block, columns, from);
  }
  return matrix;
}

/** Writes a column of a row-major matrix. */
function scaleInto(
  matrix: Float32Array,
  { column, width }: { column: number; width: number },
  values: Float64Array,
  { offset, factor }: Scale,
): void {
  for (let row = 0, at = column; row < values.length; row++, at += width) matrix[at] = ((values[row] as number) - offset) / factor;
}

/** from: the row at which the block begins. */
function refuseInfinite(block: Float32Array, columns: readonly ScaledColumn[], from: number): void {
  const at = block.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  const [values, scale] = columns[at % columns.length] ?? [];
  if (!values || !scale) return;
  const value = values[from + Math.floor(at / columns.length)];
  throw new Refusal(`The column "${scale.column}" holds numbers too large for a network (${value}): scale it, or leave it out.`);
}

/** From the network's numbers back to the data's own units. */
export function unscale(values: ArrayLike<number>, scale: Scale): Float64Array {
  return Float64Array.from({ length: values.length }, (_, i) => (values[i] ?? Number.NaN) * scale.factor + scale.offset);
}

export interface Summary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Standard deviation over n. */
  readonly deviation: number;
}

/** Values without gaps are described as they are; NaN is left out. All are NaN where there is no value. */
export function summarise(values: Float64Array): Summary {
  const range = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
  let mean = 0;
  let squares = 0;
  for (let from = 0; from < values.length; from += BLOCK) {
    const block = values.subarray(from, from + BLOCK);
    const blockMean = sumOf(block) / block.length;
    // Chan, Golub and LeVeque (1979), "Updating formulae and a pairwise algorithm for computing sample variances".
    const [known, away] = [from + block.length, blockMean - mean];
    squares += spread(range, block, blockMean) + away * away * ((from * block.length) / known);
    mean += (away * block.length) / known;
  }
  // Looking at each value takes longer than the sums, which tell whether there is a gap, or an overflow.
  if (values.length === 0 || !Number.isFinite(mean)) return summariseKnown(values.filter((value) => !Number.isNaN(value)));
  return { ...range, mean, deviation: Math.sqrt(squares / values.length) };
}

/** Widens `range` by the values. → the sum of squares of their distances from `mean`. Two values at a time: it takes half as long. */
function spread(range: { min: number; max: number }, values: Float64Array, mean: number): number {
  let min = range.min;
  let max = range.max;
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < values.length; i += 2) {
    const a = values[i] as number;
    const b = values[i + 1] as number;
    if (a < min) min = a;
    if (a > max) max = a;
    if (b < min) min = b;
    if (b > max) max = b;
    even += (a - mean) * (a - mean);
    odd += (b - mean) * (b - mean);
  }
  if (i < values.length) {
    const last = values[i] as number;
    if (last < min) min = last;
    if (last > max) max = last;
    even += (last - mean) * (last - mean);
  }
  range.min = min;
  range.max = max;
  return even + odd;
}

/** Four sums side by side, which do not wait for each other. NaN where a value is, infinite where it is too large to be held. */
export function sumOf(values: Float64Array | Float32Array): number {
  // One by one: taken out of an array they would be held as objects, at three times the cost.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < values.length; i += 4) {
    a += values[i] as number;
    b += values[i + 1] as number;
    c += values[i + 2] as number;
    d += values[i + 3] as number;
  }
  for (; i < values.length; i++) a += values[i] as number;
  return a + b + (c + d);
}

/** The same of values without NaN whose sum may be too large to be held. */
function summariseKnown(values: Float64Array): Summary {
  if (values.length === 0) return { min: Number.NaN, max: Number.NaN, mean: Number.NaN, deviation: Number.NaN };
  const sum = values.reduce((before, value) => before + value, 0);
  const mean = Number.isFinite(sum) ? sum / values.length : runningMean(values);
  const range = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
  const squares = spread(range, values, mean);
  return { ...range, mean, deviation: Math.sqrt(squares / values.length) };
}

/** Slower than a sum, but it does not overflow. */
function runningMean(values: Float64Array): number {
  let [count, mean] = [0, 0];
  for (const value of values) mean += (value - mean) / ++count;
  return mean;
}
