import { Refusal } from '../../api';
import type { TableRecipe } from '../../project';

/** How one column becomes numbers of order 1: scaled = (value − offset) ÷ factor. */
export interface Scale {
  readonly column: string;
  readonly offset: number;
  /** Above 0. */
  readonly factor: number;
}

const MAX_FLOAT32 = 3.4028234663852886e38;
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
  return { column, offset, factor: isConstant({ factor, min, max }) ? 1 : factor };
}

export function isConstant({ factor, min, max }: { factor: number; min: number; max: number }): boolean {
  return factor <= ROUNDING * Math.max(Math.abs(min), Math.abs(max));
}

/** Writes a scaled column into a row-major matrix of `width` columns. */
export function scaleInto(
  matrix: Float32Array,
  { column, width }: { column: number; width: number },
  values: Float64Array,
  { column: name, offset, factor }: Scale,
): void {
  for (let row = 0, at = column; row < values.length; row++, at += width) {
    const scaled = ((values[row] as number) - offset) / factor;
    if (Math.abs(scaled) > MAX_FLOAT32) {
      throw new Refusal(`The column "${name}" holds numbers too large for a network (${values[row]}): scale it, or leave it out.`);
    }
    matrix[at] = scaled;
  }
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
  let [count, min, max, sum] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    count++;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  if (count === 0) return { min: Number.NaN, max: Number.NaN, mean: Number.NaN, deviation: Number.NaN };
  const mean = Number.isFinite(sum) ? sum / count : runningMean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const away = (values[i] as number) - mean;
    if (!Number.isNaN(away)) squares += away * away;
  }
  return { min, max, mean, deviation: Math.sqrt(squares / count) };
}

/** Slower than a sum, but it does not overflow. */
function runningMean(values: Float64Array): number {
  let [count, mean] = [0, 0];
  for (const value of values) if (!Number.isNaN(value)) mean += (value - mean) / ++count;
  return mean;
}
