import { z } from 'zod';
import type { EpochRecord } from '../../api/training';
import type { Observer } from '../observer';
import type { Json } from '../state';

const metrics = z.record(z.string(), z.number().nullable());

export const scoresSchema = z.strictObject({
  /** Of the last whole epoch; none before the first one is. */
  last: metrics,
  /** The best by validation loss, or by loss where there is no validation part. */
  best: z.strictObject({ epoch: z.number().int().min(1), metrics }).nullable(),
  /** Epochs since the best one. */
  epochsSince: z.number().int().min(0),
});

export type Scores = z.infer<typeof scoresSchema>;

export const noScores: Scores = { last: {}, best: null, epochsSince: 0 };

/** Knows the last epoch and the best one so far. */
export interface ScoreKeeper extends Observer {
  scores(): Scores;
}

/** `from`: what it kept before. */
export function createScores(from: Json | undefined): ScoreKeeper {
  let scores = from === undefined ? noScores : scoresSchema.parse(from);
  return {
    name: 'scores',
    slice: () => scores,
    scores: () => scores,
    epoch({ epoch, metrics: measured }) {
      scores = addEpoch(scores, epoch, finiteAll(measured));
      return undefined;
    },
  };
}

/** What a run's scores were after these epochs. */
export function scoresOf(epochs: readonly EpochRecord[]): Scores {
  return epochs.reduce((scores, record) => addEpoch(scores, record.epoch, record.metrics), noScores);
}

/** The metric by which an epoch is the best. */
export function watchedMetric(metrics: Readonly<Record<string, unknown>>): 'val_loss' | 'loss' {
  return 'val_loss' in metrics ? 'val_loss' : 'loss';
}

function addEpoch({ best, epochsSince }: Scores, epoch: number, last: Scores['last']): Scores {
  const isBest = watched(last) < (best ? watched(best.metrics) : Number.POSITIVE_INFINITY);
  return isBest ? { last, best: { epoch, metrics: last }, epochsSince: 0 } : { last, best, epochsSince: epochsSince + 1 };
}

/** A loss that is not finite is the worst; that of training never stands for one of validation. */
function watched(metrics: Scores['last']): number {
  return metrics[watchedMetric(metrics)] ?? Number.POSITIVE_INFINITY;
}

/** null stands for a number that is not finite. */
export function finiteAll(measured: Readonly<Record<string, number>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(measured).map(([name, value]) => [name, finite(value)]));
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
