import { Refusal } from '../api/contract';
import type { Forecast } from '../api/results';
import type { Part, TableDataset } from '../data/dataset';
import { createBaselines } from './baselines';
import { naiveError, type Scores, score } from './scores';
import { predictPart, type TrainedModel } from './trained';

/** Points of a curve at most. */
const MAX_POINTS = 1000;
/** Share of the validation windows that the interval holds. */
const BAND_SHARE = 0.9;
/** Fewer validation windows than this say nothing of an interval. */
const MIN_FOR_BAND = 20;

/** Forecasts of one target over a part, by steps ahead, in the data's own units. */
interface Forecasts {
  /** First row after each window. */
  readonly at: Int32Array;
  /** [steps ahead][window]. */
  readonly prediction: readonly Float64Array[];
  readonly truth: readonly Float64Array[];
}

/** Scores a forecast on the test part beside forecasts that need no model. */
export async function evaluateForecast(
  model: TrainedModel,
  chosen: { target?: number | undefined; ahead?: number | undefined },
): Promise<Forecast> {
  const dataset = model.dataset as TableDataset;
  const { pipeline } = dataset;
  if (pipeline.is !== 'table') throw new Error('A forecast was asked of a text.');
  const windows = dataset.counts.test;
  if (windows === 0)
    throw new Refusal('There is no test part to score on: leave a share of the data to it in the Data panel and train again.');
  const target = Math.min(chosen.target ?? 0, dataset.targets.length - 1);
  const test = await forecastPart(model, 'test', target);
  const steps = test.prediction.length;
  const ahead = Math.min(chosen.ahead ?? 1, steps);
  const series = dataset.series(target);
  const trainEnd = dataset.windowStart('train', dataset.counts.train - 1) + pipeline.window;
  const baselines = createBaselines(series, pipeline.window, trainEnd);
  const offset = aheadOfFirst(dataset);
  const rivals = baselines.map(({ name, forecast }) => ({
    name,
    prediction: test.prediction.map((_, step) => Float64Array.from(test.at, (at) => forecast(at, offset + step))),
  }));
  const everyone = [{ name: 'This model', prediction: test.prediction }, ...rivals];
  const naive = naiveError(series, trainEnd);
  const scored = (prediction: readonly Float64Array[]): Scores => score(join(test.truth), join(prediction), naive);
  const thin = thinning(windows);
  const shown = <T>(values: ArrayLike<T>) => thin.map((window) => values[window] as T);
  return {
    is: 'forecast',
    target: dataset.targets[target] as string,
    targets: [...dataset.targets],
    horizon: steps,
    ahead,
    at: thin.map((window) => dataset.label((test.at[window] as number) + offset + ahead - 2)),
    truth: shown(test.truth[ahead - 1] as Float64Array),
    prediction: shown(test.prediction[ahead - 1] as Float64Array).map((value) => (Number.isFinite(value) ? value : null)),
    band: await conformalBand(model, target, ahead, test),
    scores: everyone.map(({ name, prediction }) => ({ name, ...scored(prediction) })),
    maeByStep: everyone.map(({ prediction }) =>
      prediction.map((values, step) => score(test.truth[step] as Float64Array, values, naive).mae),
    ),
    windows,
  };
}

/** With a target at every step only the last one lies beyond the window, `horizon` steps ahead; else the first is one step ahead. */
function aheadOfFirst({ pipeline }: TableDataset): number {
  return pipeline.is === 'table' && pipeline.targetAt === 'everyStep' ? pipeline.horizon : 1;
}

async function forecastPart(model: TrainedModel, part: Part, target: number): Promise<Forecasts> {
  const dataset = model.dataset as TableDataset;
  const { pipeline, spec } = dataset;
  if (pipeline.is !== 'table') throw new Error('A forecast was asked of a text.');
  const windows = dataset.counts[part];
  const targets = dataset.targets.length;
  const scaled = await predictPart(model, part);
  const width = spec.target.shape.reduce((product, size) => product * size, 1);
  const everyStep = pipeline.targetAt === 'everyStep';
  const steps = everyStep ? 1 : pipeline.horizon;
  const at = Int32Array.from({ length: windows }, (_, window) => dataset.windowStart(part, window) + pipeline.window);
  const series = dataset.series(target);
  const first = aheadOfFirst(dataset);
  const column = (step: number) => (everyStep ? width - targets + target : step * targets + target);
  const each = (of: (step: number) => Float64Array) => Array.from({ length: steps }, (_, step) => of(step));
  return {
    at,
    prediction: each((step) =>
      dataset.unscale(
        Float64Array.from(at, (_, window) => scaled[window * width + column(step)] as number),
        target,
      ),
    ),
    truth: each((step) => Float64Array.from(at, (row) => series[row + first - 1 + step] as number)),
  };
}

async function conformalBand(model: TrainedModel, target: number, ahead: number, test: Forecasts): Promise<Forecast['band']> {
  if (model.dataset.counts.validation < MIN_FOR_BAND) return null;
  const validation = await forecastPart(model, 'validation', target);
  const misses = missesOf(validation, ahead).sort((a, b) => a - b);
  const rank = Math.min(misses.length - 1, Math.ceil(BAND_SHARE * (misses.length + 1)) - 1);
  const halfWidth = misses[rank] as number;
  if (!Number.isFinite(halfWidth)) return null;
  const inside = missesOf(test, ahead).filter((miss) => miss <= halfWidth).length;
  return { share: BAND_SHARE, halfWidth, held: inside / test.at.length };
}

function missesOf({ truth, prediction }: Forecasts, ahead: number): number[] {
  const [t, p] = [truth[ahead - 1] as Float64Array, prediction[ahead - 1] as Float64Array];
  return Array.from(t, (value, i) => Math.abs(value - (p[i] as number)));
}

function join(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => Array.from(part)));
}

/** At most `MAX_POINTS` window numbers: all of them, or the latest ones, so that every point of the curve is real and in a row. */
function thinning(windows: number): number[] {
  const first = Math.max(0, windows - MAX_POINTS);
  return Array.from({ length: windows - first }, (_, i) => first + i);
}
