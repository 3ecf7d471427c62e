import type { Position } from './state';

/** What a run says as it goes. */

export interface BatchReport {
  /** From 1, over the whole run. */
  readonly step: number;
  /** Under way, from 1. */
  readonly epoch: number;
  /** From 1, within the epoch. */
  readonly batch: number;
  readonly batches: number;
  readonly loss: number;
  /** Mean loss of the epoch so far, each batch weighed by its samples. */
  readonly meanLoss: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
  /** Spent training in all sittings, without pauses. */
  readonly seconds: number;
}

export interface ValidationReport {
  readonly epoch: number;
  /** Batches of the validation part that are measured, and how many it has. */
  readonly batch: number;
  readonly batches: number;
  readonly seconds: number;
}

export interface EpochReport {
  /** From 1. */
  readonly epoch: number;
  /** `loss`, the metrics, and each with `val_` in front where there is a validation part. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Of this epoch, without pauses. */
  readonly seconds: number;
}

export type LoopEnd =
  | { readonly is: 'finished' }
  | { readonly is: 'stopped'; readonly at: Position }
  | { readonly is: 'stopped early'; readonly epochsSince: number; readonly watched: 'val_loss' | 'loss' }
  | { readonly is: 'diverged'; readonly epoch: number; readonly batch: number; readonly what: 'loss' | 'gradient' };
