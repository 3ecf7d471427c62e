import { mkdir } from 'node:fs/promises';
import type { RunSummary } from '../api/training';
import type { Check } from '../check';
import type { Dataset } from '../data/dataset';
import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow } from '../kernels/tensorflow';
import { type CompiledModel, compile } from '../model/compile';
import { readWeights, writeWeights } from '../model/weights';
import type { Project } from '../project';
import type { Steering } from './control';
import { type BatchReport, type EpochReport, type LoopEnd, type PatienceState, trainLoop } from './loop';
import { createOptimiser, type Optimiser } from './optimisers';
import { type Checkpoint, hasCheckpoint, writeCheckpoint } from './run/checkpoint';
import { createJournal, readJournal } from './run/journal';
import { type RunRecord, summarise, writeRecord } from './run/record';
import { createScalarLog } from './run/scalars';

/** Checkpoints come at most this often, in milliseconds; the last epoch always gets one. */
const CHECKPOINT_EVERY = 1000;

export interface SessionArgs {
  readonly tf: TensorFlow;
  readonly project: Project;
  readonly dataset: Dataset;
  /** The check of the project's graph with this data; it has no errors. */
  readonly checked: Check;
  /** The run's own folder. */
  readonly folder: string;
  readonly run: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Where to go on from; undefined starts anew. */
  readonly from: Checkpoint | undefined;
  readonly control: Steering;
  readonly onBatch: (batch: BatchReport) => void;
  readonly onEpoch: (epoch: EpochReport, options: { checkpoint: boolean }) => void;
}

/** Trains a project into a run folder, which is made first, so that a run that fails says so there. Resolves with how it ended. */
export async function trainIntoFolder(args: SessionArgs): Promise<RunSummary> {
  const { folder, run } = args;
  await mkdir(folder, { recursive: true });
  const record = newRecord(args);
  await writeRecord(folder, record);
  const started = performance.now();
  try {
    const end = await trainModel(args);
    Object.assign(record, { state: end.is, note: describeEnd(end, args.project) });
  } catch (error) {
    Object.assign(record, { state: 'failed', note: error instanceof Error ? error.message : String(error) });
    throw error;
  } finally {
    record.seconds = (performance.now() - started) / 1000;
    await writeRecord(folder, record);
  }
  return summarise(run, record, (await readJournal(folder)).epochs, await hasCheckpoint(folder));
}

/** Compiles, trains and keeps what the run writes as it goes. */
async function trainModel(args: SessionArgs): Promise<LoopEnd> {
  const { tf, project, dataset, checked, folder, from } = args;
  const { training, seed, graph } = project;
  const dropout = createDropoutSource(tf, seed);
  const compiled = compile({ tf, graph, checked, data: dataset.spec, seed, dropout, head: 'logits', flavour: 'ours' });
  const optimiser = createOptimiser(
    tf,
    training.optimiser,
    compiled.weights.filter((weight) => weight.trainable),
  );
  if (from) {
    writeWeights(tf, compiled.weights, from.weights);
    optimiser.restore(from.optimiser.slots);
  }
  const journal = createJournal(folder);
  const scalars = createScalarLog(tf, folder);
  const keeper = createKeeper(folder, compiled, optimiser, from?.optimiser.step ?? 0);
  try {
    const end = await trainLoop({
      tf,
      dataset,
      compiled,
      optimiser,
      settings: training,
      seed,
      dropout,
      control: args.control,
      epochsDone: from?.epoch ?? 0,
      patience: from && { best: from.patience.best ?? Number.POSITIVE_INFINITY, epochsSince: from.patience.epochsSince },
      onBatch: (batch) => {
        keeper.afterStep(batch.step);
        journal.batch({ step: batch.step, loss: finite(batch.loss), gradientNorm: finite(batch.gradientNorm) });
        args.onBatch(batch);
      },
      onEpoch: async (epoch) => {
        journal.epoch({ epoch: epoch.epoch, metrics: finiteAll(epoch.metrics), seconds: epoch.seconds });
        scalars.write(epoch.metrics, epoch.epoch);
        const checkpoint = await keeper.afterEpoch(epoch, { last: epoch.epoch === training.epochs });
        args.onEpoch(epoch, { checkpoint });
      },
    });
    await keeper.finish();
    return end;
  } finally {
    scalars.close();
    await journal.flush();
    optimiser.dispose();
    compiled.dispose();
  }
}

function newRecord(args: SessionArgs): { -readonly [K in keyof RunRecord]: RunRecord[K] } {
  return {
    format: 'unroll-run',
    version: 1,
    project: args.project,
    data: { fingerprint: args.dataset.fingerprint(), pipeline: args.dataset.pipeline },
    versions: { ...args.versions },
    seed: args.project.seed,
    parameters: args.checked.parameters,
    startedAt: new Date().toISOString(),
    state: 'running',
    pid: process.pid,
    seconds: 0,
    note: null,
  };
}

/** Decides what is kept: the newest epoch at most once a second, the best one, and at the end both for certain. */
function createKeeper(folder: string, compiled: CompiledModel, optimiser: Optimiser, stepsDone: number) {
  let step = stepsDone;
  let lastWrite = Number.NEGATIVE_INFINITY;
  let newest: { epoch: number; patience: PatienceState } | undefined;
  let written = 0;
  let best: Checkpoint | undefined;
  const take = (epoch: number, patience: PatienceState): Checkpoint => ({
    epoch,
    weights: readWeights(compiled.weights),
    optimiser: { step, slots: optimiser.slots() },
    patience: { best: finite(patience.best), epochsSince: patience.epochsSince },
  });
  const write = async () => {
    if (!newest) return;
    lastWrite = performance.now();
    if (best) await writeCheckpoint(folder, 'best', best);
    best = undefined;
    if (written === newest.epoch) return;
    await writeCheckpoint(folder, `epoch-${newest.epoch}`, take(newest.epoch, newest.patience));
    written = newest.epoch;
  };
  return {
    afterStep(taken: number) {
      step = taken;
    },
    async afterEpoch(epoch: EpochReport, { last }: { last: boolean }): Promise<boolean> {
      newest = { epoch: epoch.epoch, patience: epoch.patience };
      if (epoch.best && 'val_loss' in epoch.metrics) best = take(epoch.epoch, epoch.patience);
      if (!last && performance.now() - lastWrite < CHECKPOINT_EVERY) return false;
      await write();
      return true;
    },
    finish: write,
  };
}

function describeEnd(end: LoopEnd, project: Project): string | null {
  switch (end.is) {
    case 'finished':
    case 'stopped':
      return null;
    case 'stopped early':
      return `The validation loss had not improved for ${end.epochsSince} epochs; the best weights are kept.`;
    case 'diverged':
      return `The ${end.what} was no longer a finite number in epoch ${end.epoch}, batch ${end.batch}. ${likelyCause(project)} The last finite weights are kept.`;
  }
}

/** The usual reasons for a loss that is no number, the likeliest for these settings first. */
function likelyCause({ training, data, graph }: Project): string {
  const { learningRate, is } = training.optimiser;
  const usual = is === 'sgd' || is === 'momentum' ? 0.01 : 0.001;
  if (learningRate > 10 * usual) return `The learning rate of ${learningRate} is likely too high: try ${usual}.`;
  if (data.is === 'table' && data.scaling === 'none') return 'The data are not scaled: choose standard scaling in the Data panel.';
  const unbounded = graph.nodes.some(({ params, type }) => params.activation === 'relu' && type !== 'dense');
  if (unbounded) return 'A recurrent layer with relu can grow without bound: clip the gradient norm at 1, or take tanh.';
  return 'The gradient likely exploded: clip its norm at 1 or take a smaller learning rate.';
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function finiteAll(metrics: Readonly<Record<string, number>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, finite(value)]));
}
