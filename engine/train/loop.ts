import type { Dataset, Part } from '../data/dataset';
import type { DropoutSource } from '../kernels/dropout';
import { createRandom, shuffledIndices } from '../kernels/random';
import type { TrainingSettings } from '../project';
import type { Steering } from './control';
import { type FeedArgs, feed, firstIndices } from './feed';
import type { Optimiser } from './optimisers';
import { createStepper, type Stepper } from './step';

export interface LoopArgs extends FeedArgs {
  readonly dataset: Pick<Dataset, 'counts' | 'prepare'>;
  readonly optimiser: Optimiser;
  readonly settings: TrainingSettings;
  readonly seed: number;
  readonly dropout: DropoutSource;
  readonly control: Steering;
  /** Epochs already behind a resumed run. */
  readonly epochsDone: number;
  /** Best validation loss so far and epochs since, of a resumed run. */
  readonly patience?: PatienceState | undefined;
  readonly onBatch: (batch: BatchReport) => void;
  readonly onEpoch: (epoch: EpochReport) => Promise<void>;
}

export interface BatchReport {
  /** From 1, over the whole run. */
  readonly step: number;
  readonly epoch: number;
  /** From 1, within the epoch. */
  readonly batch: number;
  readonly batches: number;
  readonly loss: number;
  /** Mean loss of the epoch so far, each batch weighed by its samples. */
  readonly meanLoss: number;
  readonly gradientNorm: number;
}

export interface EpochReport {
  /** From 1. */
  readonly epoch: number;
  /** `loss`, the metrics, and each with `val_` in front where there is a validation part. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Whether this is the best epoch so far by validation loss (by loss without a validation part). */
  readonly best: boolean;
  readonly patience: PatienceState;
}

export interface PatienceState {
  readonly best: number;
  readonly epochsSince: number;
}

export type LoopEnd =
  | { is: 'finished' }
  | { is: 'stopped' }
  | { is: 'stopped early'; epochsSince: number }
  | { is: 'diverged'; epoch: number; batch: number; what: 'loss' | 'gradient' };

/** The longest the loop runs without letting the process answer calls, in milliseconds; a batch is never broken off. */
const TURN = 8;
/** The longest it waits for an answer that is being worked out, which may be a long one. */
const LONGEST_WAIT = 10;

/**
 * Trains for `settings.epochs` epochs in all. Ends early when stopped, when patience runs out, or within the batch
 * in which loss or gradient stops being finite; the weights are then the last finite ones.
 */
export async function trainLoop(args: LoopArgs): Promise<LoopEnd> {
  const { tf, dataset, compiled, settings, control } = args;
  const stepper = createStepper(tf, compiled, { optimiser: args.optimiser, clip: settings.clip });
  const samples = dataset.counts.train;
  const batches = Math.ceil(samples / settings.batchSize);
  const breathe = createBreath(() => control.isAsked?.() ?? false);
  let patience: PatienceState = args.patience ?? { best: Number.POSITIVE_INFINITY, epochsSince: 0 };

  for (let epoch = args.epochsDone + 1; epoch <= settings.epochs; epoch++) {
    const started = performance.now();
    const order = settings.shuffle ? shuffledIndices(samples, createRandom(args.seed, 'shuffle', epoch)) : firstIndices(samples);
    const means = createMeans(stepper);
    compiled.resetStates();
    let batch = 0;
    for (const gathered of feed(args, 'train', order, settings.batchSize)) {
      await control.whileRunning();
      if (control.isStopping()) return { is: 'stopped' };
      batch++;
      const step = (epoch - 1) * batches + batch;
      args.dropout.setStep(step);
      const result = stepper.train(gathered, { step, learningRate: settings.optimiser.learningRate });
      if (!Number.isFinite(result.loss)) return { is: 'diverged', epoch, batch, what: 'loss' };
      if (!Number.isFinite(result.gradientNorm)) return { is: 'diverged', epoch, batch, what: 'gradient' };
      means.add(result, gathered.size);
      const { loss, gradientNorm } = result;
      args.onBatch({ step, epoch, batch, batches, loss, meanLoss: means.loss(), gradientNorm });
      await breathe();
    }
    const validation = await evaluatePart(args, stepper, 'validation', breathe);
    const metrics = { ...means.finish(''), ...validation };
    const watched = metrics.val_loss ?? metrics.loss ?? Number.POSITIVE_INFINITY;
    const best = watched < patience.best;
    patience = best ? { best: watched, epochsSince: 0 } : { ...patience, epochsSince: patience.epochsSince + 1 };
    await args.onEpoch({ epoch, metrics, seconds: (performance.now() - started) / 1000, best, patience });
    if (settings.patience !== null && patience.epochsSince >= settings.patience && epoch < settings.epochs) {
      return { is: 'stopped early', epochsSince: patience.epochsSince };
    }
  }
  return { is: 'finished' };
}

/** Loss and metrics over a whole part, each name with `val_` in front; empty where the part is. */
async function evaluatePart(args: LoopArgs, stepper: Stepper, part: Part, breathe: () => Promise<void>): Promise<Record<string, number>> {
  const { dataset, compiled, settings } = args;
  if (dataset.counts[part] === 0) return {};
  const means = createMeans(stepper);
  compiled.resetStates();
  for (const batch of feed(args, part, firstIndices(dataset.counts[part]), settings.batchSize)) {
    means.add(stepper.evaluate(batch), batch.size);
    await breathe();
  }
  return means.finish('val_');
}

/** Means over batches, each weighed by its samples. */
function createMeans(stepper: Stepper) {
  let samples = 0;
  let loss = 0;
  const sums = stepper.metrics.map(() => 0);
  return {
    add(result: { loss: number; metrics: readonly number[] }, size: number) {
      samples += size;
      loss += result.loss * size;
      result.metrics.forEach((value, i) => {
        sums[i] = (sums[i] as number) + value * size;
      });
    },
    loss: () => loss / samples,
    finish(prefix: string): Record<string, number> {
      const named = stepper.metrics.map(({ name, finish }, i): [string, number] => [
        `${prefix}${name}`,
        finish((sums[i] as number) / samples),
      ]);
      return { [`${prefix}loss`]: loss / samples, ...Object.fromEntries(named) };
    },
  };
}

/**
 * Lets the process answer what has arrived, at most every few milliseconds. An answer that reads files takes many turns: with a batch
 * between any two of them it would take seconds.
 */
function createBreath(isAsked: () => boolean): () => Promise<void> {
  let last = performance.now();
  return async () => {
    const began = performance.now();
    if (began - last < TURN && !isAsked()) return;
    do await new Promise((resolve) => setImmediate(resolve));
    while (isAsked() && performance.now() - began < LONGEST_WAIT);
    last = performance.now();
  };
}
