import type { StoredTensor } from '../model/weights';

/** Where a run stands between two batches. */
export interface Position {
  /** Batches trained over the whole run, which are the optimiser's steps. */
  readonly step: number;
  /** Epochs that are whole: trained and, where there is a validation part, measured on it. */
  readonly epoch: number;
  /** Batches trained of the epoch under way. All of them: its validation is still to come. */
  readonly batch: number;
}

/** Sums over the batches of one pass, each weighed by its samples. */
export interface MeanSums {
  readonly samples: number;
  readonly loss: number;
  /** In the order of the stepper's metrics, before `finish`. */
  readonly metrics: readonly number[];
}

/** A value that JSON holds exactly. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Everything that a run needs to go on from a batch boundary exactly as if it had never stopped. The order of the samples and the
 * numbers of dropout follow from the project's seed with `epoch` and `step`, and the learning rate from the settings with `step`.
 */
export interface TrainState extends Position {
  /** Spent training in all sittings, without pauses, and of that in the epoch under way. */
  readonly seconds: number;
  readonly epochSeconds: number;
  /** Of the epoch under way. */
  readonly means: MeanSums;
  /** All weights, moving statistics too. */
  readonly weights: readonly StoredTensor[];
  readonly slots: readonly StoredTensor[];
  /** What stateful layers hold for the next batch; none between epochs, where they start anew. */
  readonly carried: readonly StoredTensor[];
  /** What each observer keeps, by its name. */
  readonly observers: Readonly<Record<string, Json>>;
}

export const noSums: MeanSums = { samples: 0, loss: 0, metrics: [] };

export const startOfRun: Position = { step: 0, epoch: 0, batch: 0 };
