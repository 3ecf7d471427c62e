import type { Dataset } from '../data/dataset';
import type { DropoutSource } from '../kernels/dropout';
import { createRandom, shuffledIndices } from '../kernels/random';
import { readWeights } from '../model/weights';
import type { TrainingSettings } from '../project';
import { createBreath } from './breath';
import { type Clock, createClock } from './clock';
import type { Steering } from './control';
import { type FeedArgs, feed, firstIndices } from './feed';
import { createMeans, type Means } from './means';
import type { Moment, Observer, Snapshot, Told, Verdict } from './observer';
import type { Optimiser } from './optimisers';
import type { BatchReport, EpochReport, LoopEnd } from './reports';
import { type Json, noSums, type Position, startOfRun, type TrainState } from './state';
import { createStepper, type Stepper } from './step';

export interface LoopArgs extends FeedArgs {
  readonly dataset: Pick<Dataset, 'counts' | 'prepare'>;
  readonly optimiser: Optimiser;
  readonly settings: TrainingSettings;
  readonly seed: number;
  readonly dropout: DropoutSource;
  readonly control: Steering;
  /** Where to go on from; undefined starts anew. Model and optimiser hold its weights and slots already. */
  readonly from: TrainState | undefined;
  /** Told in their order. */
  readonly observers: readonly Observer[];
}

/** The run as the loop changes it. */
interface Run {
  readonly args: LoopArgs;
  readonly stepper: Stepper;
  readonly clock: Clock;
  readonly breathe: () => Promise<void>;
  /** Batches of an epoch. */
  readonly batches: number;
  position: Position;
  means: Means;
}

/**
 * Trains for `settings.epochs` epochs in all. Ends early when stopped, in training and in validation alike within one batch, or when
 * an observer wants it to end; a batch whose loss or gradient is not finite changes no weight.
 */
export async function trainLoop(args: LoopArgs): Promise<LoopEnd> {
  const { tf, compiled, settings, dataset, observers, from } = args;
  const stepper = createStepper(tf, compiled, { optimiser: args.optimiser, clip: settings.clip });
  const run: Run = {
    args,
    stepper,
    clock: createClock(from),
    breathe: createBreath(() => args.control.isAsked?.() ?? false),
    batches: Math.ceil(dataset.counts.train / settings.batchSize),
    position: from ? { step: from.step, epoch: from.epoch, batch: from.batch } : startOfRun,
    means: createMeans(stepper, from?.means),
  };
  const end = await trainEpochs(run);
  const moment = momentOf(run);
  for (const observer of observers) await observer.end?.(end, moment);
  return end;
}

async function trainEpochs(run: Run): Promise<LoopEnd> {
  const { settings } = run.args;
  while (run.position.epoch < settings.epochs) {
    const end = (await trainEpoch(run)) ?? (await endEpoch(run));
    if (end) return end;
  }
  return { is: 'finished' };
}

/** The batches of an epoch that are still to come. */
async function trainEpoch(run: Run): Promise<Verdict> {
  const { args, stepper, batches, clock } = run;
  const { settings, compiled } = args;
  const epoch = run.position.epoch + 1;
  const samples = args.dataset.counts.train;
  const order = settings.shuffle ? shuffledIndices(samples, createRandom(args.seed, 'shuffle', epoch)) : firstIndices(samples);
  if (run.position.batch === 0) compiled.resetStates();
  for (const gathered of feed(args, 'train', order.subarray(run.position.batch * settings.batchSize), settings.batchSize)) {
    const stop = await pauseOrStop(run);
    if (stop) return stop;
    const [step, batch] = [run.position.step + 1, run.position.batch + 1];
    const { learningRate } = settings.optimiser;
    args.dropout.setStep(step);
    const result = stepper.train(gathered, { step, learningRate });
    const { loss, gradientNorm } = result;
    const isTaken = Number.isFinite(loss) && Number.isFinite(gradientNorm);
    if (isTaken) {
      run.means.add(result, gathered.size);
      run.position = { ...run.position, step, batch };
    }
    const report: BatchReport = {
      ...{ step, epoch, batch, batches, loss, gradientNorm, learningRate },
      meanLoss: run.means.loss(),
      seconds: clock.seconds(),
    };
    const end = await tell(run, (observer, moment) => (isTaken ? observer.batch?.(report, moment) : observer.refusal?.(report)));
    if (end) return end;
    await run.breathe();
  }
  return undefined;
}

/** Validation, and what an epoch came to. */
async function endEpoch(run: Run): Promise<Verdict> {
  const { clock, stepper } = run;
  const validation = await validate(run);
  if (validation.is === 'ended') return validation.end;
  const report: EpochReport = {
    epoch: run.position.epoch + 1,
    metrics: { ...run.means.finish(''), ...validation.metrics },
    seconds: clock.epochSeconds(),
  };
  run.position = { ...run.position, epoch: report.epoch, batch: 0 };
  run.means = createMeans(stepper);
  clock.beginEpoch();
  return tell(run, (observer, moment) => observer.epoch?.(report, moment));
}

type Validated = { is: 'measured'; metrics: Readonly<Record<string, number>> } | { is: 'ended'; end: LoopEnd };

/** Loss and metrics over the validation part, each name with `val_` in front; none where there is no such part. */
async function validate(run: Run): Promise<Validated> {
  const { args, stepper, clock } = run;
  const { dataset, compiled, settings } = args;
  const samples = dataset.counts.validation;
  if (samples === 0) return { is: 'measured', metrics: {} };
  const [epoch, batches] = [run.position.epoch + 1, Math.ceil(samples / settings.batchSize)];
  const means = createMeans(stepper);
  compiled.resetStates();
  let batch = 0;
  for (const gathered of feed(args, 'validation', firstIndices(samples), settings.batchSize)) {
    const stop = await pauseOrStop(run);
    if (stop) return { is: 'ended', end: stop };
    means.add(stepper.evaluate(gathered), gathered.size);
    batch++;
    const report = { epoch, batch, batches, seconds: clock.seconds() };
    const end = await tell(run, (observer) => observer.validation?.(report));
    if (end) return { is: 'ended', end };
    await run.breathe();
  }
  return { is: 'measured', metrics: means.finish('val_') };
}

/** Waits while the run is paused. → its end where it is to stop. */
async function pauseOrStop({ args: { control }, clock, position }: Run): Promise<Verdict> {
  await clock.without(() => control.whileRunning());
  return control.isStopping() ? { is: 'stopped', at: position } : undefined;
}

/** Tells all observers in their order. → the first end that one of them wants. */
async function tell(run: Run, what: (observer: Observer, moment: Moment) => Told): Promise<Verdict> {
  const moment = momentOf(run);
  let end: Verdict;
  for (const observer of run.args.observers) {
    const told = what(observer, moment);
    // A batch takes a tenth of a millisecond where it is small: no turn is lost where there is nothing to wait for.
    const wanted = told instanceof Promise ? await run.clock.without(() => told) : told;
    end ??= wanted;
  }
  return end;
}

function momentOf(run: Run): Moment {
  return { snapshot: () => snapshot(run), capture: () => capture(run) };
}

async function capture(run: Run): Promise<TrainState> {
  const kept: [string, Json][] = [];
  for (const { name, slice } of run.args.observers) if (slice) kept.push([name, await slice()]);
  return { ...snapshot(run), observers: Object.fromEntries(kept) };
}

function snapshot({ args: { compiled, optimiser }, position, means, batches, clock }: Run): Snapshot {
  const isInside = position.batch > 0 && position.batch < batches;
  return {
    ...position,
    seconds: clock.seconds(),
    epochSeconds: clock.epochSeconds(),
    means: position.batch === 0 ? noSums : means.sums(),
    weights: readWeights(compiled.weights),
    slots: optimiser.slots(),
    carried: isInside ? compiled.carried() : [],
  };
}
