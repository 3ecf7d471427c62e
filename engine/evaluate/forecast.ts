import { Refusal } from '../api/contract';
import type { Forecast } from '../api/results';
import type { Part, TableDataset } from '../data/dataset';
import { pickColumns } from '../train/feed';
import { createBaselines } from './baselines';
import { naiveError, type Scores, score } from './scores';
import { assemble, predictBatch, predictPart, type TrainedModel } from './trained';

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
    dataChanged: model.dataChanged,
    target: dataset.targets[target] as string,
    targets: [...dataset.targets],
    horizon: steps,
    ahead,
    at: thin.map((window) => dataset.label((test.at[window] as number) + offset + ahead - 2)),
    truth: shown(test.truth[ahead - 1] as Float64Array),
    prediction: shown(test.prediction[ahead - 1] as Float64Array).map((value) => (Number.isFinite(value) ? value : null)),
    future: forecastFuture(model, target),
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
  const { pipeline } = dataset;
  if (pipeline.is !== 'table') throw new Error('A forecast was asked of a text.');
  const windows = dataset.counts[part];
  const scaled = await predictPart(model, part);
  const { steps, width, column } = layoutOf(dataset, target);
  const at = Int32Array.from({ length: windows }, (_, window) => dataset.windowStart(part, window) + pipeline.window);
  const series = dataset.series(target);
  const first = aheadOfFirst(dataset);
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

/** Goes on from the last window of the data. */
function forecastFuture(model: TrainedModel, target: number): Forecast['future'] {
  const { tf, compiled } = model;
  const dataset = model.dataset as TableDataset;
  const inputs = pickColumns(tf, dataset.latestInput(), compiled.inputs);
  compiled.resetStates();
  const scaled = assemble(compiled, predictBatch(tf, compiled, inputs), dataset.spec.target.shape);
  tf.dispose(inputs);
  const { steps, column } = layoutOf(dataset, target);
  const first = dataset.rows + aheadOfFirst(dataset) - 1;
  const ahead = Array.from({ length: steps }, (_, step) => step);
  const prediction = dataset.unscale(
    ahead.map((step) => scaled[column(step)] as number),
    target,
  );
  return {
    at: ahead.map((step) => dataset.label(first + step)),
    prediction: Array.from(prediction, (value) => (Number.isFinite(value) ? value : null)),
  };
}

/** How many steps ahead a target has, and where each stands in a sample's flat prediction. */
function layoutOf(
  { pipeline, spec, targets }: TableDataset,
  target: number,
): { steps: number; width: number; column: (step: number) => number } {
  if (pipeline.is !== 'table') throw new Error('A forecast was asked of a text.');
  const width = spec.target.shape.reduce((product, size) => product * size, 1);
  if (pipeline.targetAt === 'everyStep') return { steps: 1, width, column: () => width - targets.length + target };
  return { steps: pipeline.horizon, width, column: (step) => step * targets.length + target };
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
