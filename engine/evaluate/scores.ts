/** Errors of a forecast, in the data's own units. */

export interface Scores {
  readonly mae: number;
  readonly rmse: number;
  /** Mean absolute error in per cent of the truth; null where the truth comes to zero. */
  readonly mape: number | null;
  /** Mean absolute error in units of the naive forecast's on the training part; null where that is zero. Hyndman & Koehler 2006. */
  readonly mase: number | null;
}

export function score(truth: Float64Array, prediction: Float64Array, naiveError: number): Scores {
  const n = truth.length;
  let absolute = 0;
  let square = 0;
  let share = 0;
  for (let i = 0; i < n; i++) {
    const error = Math.abs((truth[i] as number) - (prediction[i] as number));
    absolute += error;
    square += error * error;
    share += error / Math.abs(truth[i] as number);
  }
  const mae = absolute / n;
  return {
    mae,
    rmse: Math.sqrt(square / n),
    mape: Number.isFinite(share) ? (100 * share) / n : null,
    mase: naiveError > 0 ? mae / naiveError : null,
  };
}

/** Mean absolute change from one row to the next, over rows [0, end). */
export function naiveError(series: Float64Array, end: number): number {
  let sum = 0;
  for (let i = 1; i < end; i++) sum += Math.abs((series[i] as number) - (series[i - 1] as number));
  return end > 1 ? sum / (end - 1) : 0;
}
