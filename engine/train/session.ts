import { Refusal, type RunSummary } from '../api';
import type { Check } from '../check';
import type { Dataset } from '../data/dataset';
import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow } from '../kernels/tensorflow';
import { compile } from '../model/compile';
import { writeWeights } from '../model/weights';
import type { Project } from '../project';
import { failureOf } from '../project/failure';
import type { Steering } from './control';
import { describeEnd } from './ending';
import { trainLoop } from './loop';
import type { Observer } from './observer';
import { createJournalist } from './observers/journalist';
import { createKeeper, type Keeper } from './observers/keeper';
import { createNanGuard } from './observers/nanGuard';
import { createPatience } from './observers/patience';
import { createScalars } from './observers/scalars';
import { createScores } from './observers/scores';
import { createOptimiser } from './optimisers';
import { createPersist } from './persist';
import type { LoopEnd } from './reports';
import type { RunFolder } from './run/folder';
import { type GoingOn, type Resumable, rewind } from './run/goOn';
import { createJournal } from './run/journal';
import { type RunRecord, summarise, writeRecord } from './run/record';

export interface SessionArgs {
  readonly tf: TensorFlow;
  readonly project: Project;
  readonly dataset: Dataset;
  /** The check of the project's graph with this data; it has no errors. */
  readonly checked: Check;
  /** The run's own folder, which the session lets go of at its end. */
  readonly place: RunFolder;
  readonly versions: Readonly<Record<string, string>>;
  /** What goes on; undefined starts anew. */
  readonly resumed: Resumable | undefined;
  readonly control: Steering;
  /** Told last, when what there is to write is written. */
  readonly watchers: (keeper: Keeper) => readonly Observer[];
}

/** A run that has its folder and its record, and can train. */
export interface Session {
  /** Where it starts. */
  readonly from: Pick<GoingOn['state'], 'epoch' | 'batch' | 'step' | 'seconds'> | undefined;
  /** Trains to the end, whatever that is, and lets go of the run's folder. Call it once. */
  train(): Promise<RunSummary>;
}

/**
 * Compiles, and writes the record of a run that is under way. What fails up to here leaves nothing behind: a new run's folder is taken
 * away, an old one's let go of, and the reason is thrown.
 */
export async function beginSession(args: SessionArgs): Promise<Session> {
  const { place, resumed } = args;
  try {
    const model = openModel(args);
    try {
      const batches = Math.ceil(args.dataset.counts.train / args.project.training.batchSize);
      const goingOn = resumed && (await rewind(place.folder, resumed, batches));
      const record = resumed ? recordOfResumed(args, resumed, goingOn) : recordOfNew(args);
      await writeRecord(place.folder, record);
      if (goingOn) model.restore(goingOn.state);
      return { from: goingOn?.state, train: () => train(args, model, record, goingOn) };
    } catch (error) {
      model.dispose();
      throw error;
    }
  } catch (error) {
    await (resumed ? place.release() : place.remove());
    const reason = failureOf(error, place.folder);
    throw reason === undefined
      ? error
      : new Refusal(`The run could not be started: ${reason}. Choose another place for the project, or make room.`);
  }
}

/** The network, its optimiser, and the random numbers of its training. */
function openModel({ tf, project, dataset, checked }: SessionArgs) {
  const { training, seed, graph } = project;
  const dropout = createDropoutSource(tf, seed);
  const compiled = compile({ tf, graph, checked, data: dataset.spec, seed, dropout, head: 'logits', flavour: 'ours' });
  const trainable = compiled.weights.filter((weight) => weight.trainable);
  const optimiser = createOptimiser(tf, training.optimiser, trainable);
  return {
    compiled,
    optimiser,
    dropout,
    restore(state: GoingOn['state']) {
      writeWeights(tf, compiled.weights, state.weights);
      optimiser.restore(state.slots);
      compiled.carryOn(state.carried);
    },
    dispose() {
      optimiser.dispose();
      compiled.dispose();
    },
  };
}

/** Trains and says how it ended: in the record, and to whoever waits. */
async function train(
  args: SessionArgs,
  model: ReturnType<typeof openModel>,
  begun: RunRecord,
  goingOn: GoingOn | undefined,
): Promise<RunSummary> {
  const { place, control } = args;
  const givenUp: string[] = [];
  const persist = createPersist(place.folder, control, (reason) => givenUp.push(reason));
  let record = begun;
  let isEmpty = goingOn === undefined;
  try {
    const end = await trainObserved(args, model, persist, goingOn, (wrote) => {
      isEmpty &&= !wrote;
    });
    record = { ...record, state: end.is, note: sentences(begun.note, describeEnd(end, args.project)) };
  } catch (error) {
    record = { ...record, state: 'failed', note: messageOf(error) };
    if (!(error instanceof Refusal)) console.error(error);
  } finally {
    model.dispose();
  }
  try {
    // A run that failed before it had learned anything is no run.
    if (record.state === 'failed' && isEmpty) await place.remove();
    else await persist(() => writeRecord(place.folder, record));
  } catch (error) {
    // Whoever waits for the end of the run hears of it all the same.
    console.error(error);
    record = { ...record, state: 'failed', note: `The end of the run could not be written: ${messageOf(error)}` };
  } finally {
    await place.release();
  }
  const [reason] = givenUp;
  const note = reason === undefined ? record.note : `${record.note ?? ''} The last of it could not be written: ${reason}.`.trim();
  return summarise(place.folder, place.run, { ...record, note });
}

const LOST_LINES = 'Lines of its journals were lost, so its curves have a gap.';

function sentences(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(' ') || null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function trainObserved(
  args: SessionArgs,
  { compiled, optimiser, dropout }: ReturnType<typeof openModel>,
  persist: ReturnType<typeof createPersist>,
  goingOn: GoingOn | undefined,
  wrote: (anything: boolean) => void,
): Promise<LoopEnd> {
  const { tf, dataset, project, place, control } = args;
  const { training, seed } = project;
  const scores = createScores(goingOn?.state.observers.scores);
  const scalars = createScalars(place.folder, persist);
  const keeper = createKeeper({ folder: place.folder, epochs: training.epochs, scores, persist });
  const observers: Observer[] = [
    createNanGuard(),
    createJournalist(createJournal(place.folder, goingOn?.marks), persist),
    scalars,
    scores,
    createPatience(training, scores),
    keeper,
  ];
  observers.push(...args.watchers(keeper));
  try {
    scalars.repeat(goingOn?.repeat ?? []);
    return await trainLoop({
      tf,
      dataset,
      compiled,
      optimiser,
      settings: training,
      seed,
      dropout,
      control,
      from: goingOn?.state,
      observers,
    });
  } finally {
    wrote(keeper.written() !== null);
    for (const observer of observers) await observer.close?.();
  }
}

function recordOfNew({ project, dataset, versions, checked }: SessionArgs): RunRecord {
  return {
    format: 'unroll-run',
    version: 2,
    project,
    data: { fingerprint: dataset.fingerprint(), pipeline: dataset.pipeline },
    versions: { ...versions },
    seed: project.seed,
    parameters: checked.parameters,
    startedAt: new Date().toISOString(),
    state: 'running',
    changes: [],
    note: null,
  };
}

/** Of a run that goes on: other data than before are written down. */
function recordOfResumed(
  { project, dataset, versions }: SessionArgs,
  { record, stored, damage }: Resumable,
  goingOn: GoingOn | undefined,
): RunRecord {
  const fingerprint = dataset.fingerprint();
  const { epoch, batch } = stored;
  const change = { at: new Date().toISOString(), epoch, batch, fingerprint };
  return {
    ...record,
    project,
    data: { ...record.data, fingerprint },
    versions: { ...versions },
    state: 'running',
    changes: fingerprint === record.data.fingerprint ? record.changes : [...record.changes, change],
    note: sentences(damage, goingOn?.isShorter === true ? LOST_LINES : null),
  };
}
