import { z } from 'zod';
import { projectSchema } from '../project';
import { count, measured, nothing, path, runId } from './schemas';

/** Training, and the runs it leaves. */

const metrics = z.record(z.string(), measured);

export const epochRecord = z.strictObject({
  /** From 1. */
  epoch: count,
  /** `loss`, the metrics, and each with `val_` in front where there is a validation part. */
  metrics,
  seconds: z.number(),
});

export const batchRecord = z.strictObject({ step: count, loss: measured, gradientNorm: measured });

const runState = z.enum(['running', 'paused', 'finished', 'stopped', 'stopped early', 'diverged', 'interrupted', 'failed']);

/** What its folder takes on the disk. */
const bytes = count;

const runSummary = z.strictObject({
  run: runId,
  /** The word at the end of its name. */
  word: z.string(),
  /** ISO 8601: its first start. */
  startedAt: z.string(),
  state: runState,
  /** Whole epochs behind it, and the batches of the epoch that is not whole yet. */
  epochs: count,
  batch: count,
  epochsPlanned: count,
  /** Another program trains it: it can be neither steered nor followed from here. */
  elsewhere: z.boolean(),
  /** Of all its sittings together, without pauses. */
  seconds: z.number(),
  /** Of the data that it trains on, as `data.prepare` gives it. */
  fingerprint: z.string(),
  /** What its data recipe does, wherever the file stands: `recipeKey`. Runs compare by fingerprint where this is the same. */
  recipe: z.string(),
  seed: count,
  parameters: count,
  /** `LSTM 150`: the layers that make the difference between runs. */
  architecture: z.string(),
  optimiser: z.string(),
  /** The last epoch, and the best by validation loss (by loss without one). */
  last: metrics,
  best: z.strictObject({ epoch: count, metrics }).nullable(),
  /** Whether a checkpoint can be evaluated, exported or resumed. */
  hasCheckpoint: z.boolean(),
  /** Why it ended as it did, where there is more to say. */
  note: z.string().nullable(),
  bytes,
});

/** A run whose record cannot be read, and why, in a sentence. */
const unreadableRun = z.strictObject({ run: runId, word: z.string(), why: z.string(), bytes });

const runHistory = z.strictObject({
  summary: runSummary,
  project: projectSchema,
  epochs: z.array(epochRecord),
  /** Thinned to at most 1,000. */
  batches: z.array(batchRecord).max(1000),
  /** From where on its journals cannot be read, in a sentence; null where they are whole. */
  damage: z.string().nullable(),
});

const onRun = z.strictObject({ projectPath: path, run: runId });

const progress = z.strictObject({
  projectPath: path,
  run: runId,
  state: z.enum(['preparing', 'running', 'paused', 'validating', 'stopping']),
  /** Why it paused by itself, such as a full disk, in a sentence; null otherwise. */
  reason: z.string().nullable(),
  /** Epoch under way, from 1. */
  epoch: count,
  epochs: count,
  batch: count,
  batches: count,
  /** Mean loss of the epoch so far. */
  loss: measured,
  gradientNorm: measured,
  learningRate: z.number(),
  batchesPerSecond: z.number(),
  /** Of all sittings together, without pauses. */
  elapsedSeconds: z.number(),
  secondsLeft: measured,
  /** Batches since the last event, thinned to at most 100. */
  points: z.array(batchRecord).max(100),
});

export const trainingCalls = {
  /**
   * Trains `project`; its runs stand beside `projectPath`. `resume` goes on from that run's last checkpoint, with the run's own network
   * and settings; only the number of epochs may have grown. Where the data are not those it was trained on it is refused with the code
   * `data-changed`, unless `changedData` says that the person knows. Answers once the run has its folder and its record.
   */
  'train.start': {
    in: z.strictObject({
      project: projectSchema,
      projectPath: path,
      resume: z.strictObject({ run: runId, changedData: z.boolean() }).nullable(),
    }),
    out: z.strictObject({ run: runId }),
  },
  'train.pause': { in: onRun, out: nothing },
  'train.resume': { in: onRun, out: nothing },
  /** Ends after the batch under way and keeps what was learned. */
  'train.stop': { in: onRun, out: nothing },
  'runs.list': {
    in: z.strictObject({ projectPath: path }),
    out: z.strictObject({ runs: z.array(runSummary), unreadable: z.array(unreadableRun) }),
  },
  'runs.read': { in: onRun, out: runHistory },
  'runs.remove': { in: onRun, out: nothing },
} as const;

export const trainingEvents = {
  /** At most 20 a second. */
  'train.progress': progress,
  'train.epoch': z.strictObject({ projectPath: path, run: runId, record: epochRecord, checkpoint: z.boolean() }),
  /** The run is over, however it ended. */
  'train.ended': z.strictObject({ projectPath: path, summary: runSummary }),
} as const;

export type EpochRecord = z.infer<typeof epochRecord>;
export type BatchRecord = z.infer<typeof batchRecord>;
export type RunState = z.infer<typeof runState>;
export type RunSummary = z.infer<typeof runSummary>;
export type UnreadableRun = z.infer<typeof unreadableRun>;
export type RunHistory = z.infer<typeof runHistory>;
export type TrainProgress = z.infer<typeof progress>;
