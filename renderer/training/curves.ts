import type { BatchRecord, EpochRecord } from '../../engine/api';
import { type Point, type Series, smooth, spread, type Voice } from '../charts';

/** From the records of a run to the curves of its charts. */

/** Neighbourhoods of the band under a smoothed curve. */
const BANDS = 100;

/** What was measured besides the loss, in the order the engine tells it. */
export function metricNames(epochs: readonly EpochRecord[]): string[] {
  return Object.keys(epochs[0]?.metrics ?? {}).filter((name) => name !== 'loss' && !name.startsWith('val_'));
}

export function epochPoints(epochs: readonly EpochRecord[], name: string): Point[] {
  return epochs.flatMap(({ epoch, metrics }) => (name in metrics ? [{ x: epoch, y: metrics[name] ?? null }] : []));
}

interface Given {
  readonly label: string;
  readonly epochs: readonly EpochRecord[];
  readonly name: string;
  readonly smoothing: number;
}

/** The run itself: training in full, validation dotted where there is any. */
export function modelSeries({ label, epochs, name, smoothing }: Given): Series[] {
  const training = epochPoints(epochs, name);
  const validation = epochPoints(epochs, `val_${name}`);
  return [
    ...(training.length > 0 || validation.length === 0 ? [curve('model', label, 'model', training, smoothing)] : []),
    ...(validation.length > 0
      ? [curve('validation', training.length > 0 ? 'validation' : label, 'modelHeldOut', validation, smoothing)]
      : []),
  ];
}

/** An earlier run, by the measure that counts: validation where it has any. */
export function otherSeries({ label, epochs, name, smoothing }: Given): Series[] {
  const validation = epochPoints(epochs, `val_${name}`);
  const points = validation.length > 0 ? validation : epochPoints(epochs, name);
  return points.length > 0 ? [curve('other', label, 'other', points, smoothing)] : [];
}

/** Batch by batch: the curve, and once it is smoothed the range it came from. */
export function batchSeries(given: {
  label: string;
  batches: readonly BatchRecord[];
  of: 'loss' | 'gradientNorm';
  smoothing: number;
}): Series[] {
  const points = given.batches.map((batch) => ({ x: batch.step, y: batch[given.of] }));
  const series = curve('model', given.label, 'model', points, given.smoothing);
  // Few points are seen one by one as they are.
  return [given.smoothing > 0 && points.length > BANDS ? { ...series, band: spread(points, BANDS), bandLabel: 'range' } : series];
}

function curve(id: string, label: string, voice: Voice, points: readonly Point[], smoothing: number): Series {
  return { id, label, voice, points: smooth(points, smoothing) };
}
