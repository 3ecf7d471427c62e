import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emit, type Handlers, Refusal, type RunSummary } from '../api';
import type { trainingCalls } from '../api/training';
import { type Check, check, isTrainable } from '../check';
import type { Dataset } from '../data/dataset';
import { openDataset } from '../data/open';
import { tensorflow } from '../kernels/tensorflow';
import { flawInGraph, type Project } from '../project';
import { failureOf } from '../project/failure';
import { runLock, runsFolder } from '../project/file';
import { samplesFolder } from '../project/resources';
import { type Control, createControl, type Steering } from '../train/control';
import type { Observer } from '../train/observer';
import type { Keeper } from '../train/observers/keeper';
import { finiteAll } from '../train/observers/scores';
import { createRunFolder, isHeld, type RunFolder, takeRunFolder } from '../train/run/folder';
import { openResumable, type Resumable } from '../train/run/goOn';
import { readHistory, summariseRuns } from '../train/run/record';
import { beginSession, type Session } from '../train/session';
import { MEMORY_LIMIT } from './memory';
import { createProgressReporter, type ProgressReporter } from './progress';
import { VERSIONS } from './versions';

/** The one run under way. */
interface Active {
  readonly projectPath: string;
  readonly run: string;
  readonly control: Control;
}

type Resume = { readonly run: string; readonly changedData: boolean } | null;

/** `isAsked`: whether a call is being answered, to which training gives way. */
export function trainingHandlers(emit: Emit, { isAsked }: { isAsked: () => boolean }): Handlers<keyof typeof trainingCalls> {
  let active: Active | undefined;
  let claimed = false;

  const controlOf = ({ projectPath, run }: { projectPath: string; run: string }): Control => {
    if (active?.run !== run || active.projectPath !== projectPath) throw new Refusal('This run is not under way.');
    return active.control;
  };
  /** Whether a run under way waits is known to its engine alone. */
  const withPause = (projectPath: string, summary: RunSummary): RunSummary =>
    active?.run === summary.run && active.projectPath === projectPath && active.control.state === 'paused'
      ? { ...summary, state: 'paused' }
      : summary;

  return {
    'train.start': async ({ project, projectPath, resume }) => {
      if (active || claimed) throw new Refusal('A run is under way already: stop it, or wait until it ends, before you start another.');
      claimed = true;
      try {
        const start = await prepare(emit, { project, projectPath, resume, isAsked });
        active = { projectPath, run: start.run, control: start.control };
        void follow(emit, projectPath, start).finally(() => {
          active = undefined;
        });
        return { run: start.run };
      } finally {
        claimed = false;
      }
    },
    'train.pause': (which) => {
      controlOf(which).pause();
      return undefined;
    },
    'train.resume': (which) => {
      controlOf(which).resume();
      return undefined;
    },
    'train.stop': (which) => {
      controlOf(which).stop();
      return undefined;
    },
    'runs.list': async ({ projectPath }) => {
      const { runs, unreadable } = await summariseRuns(runsFolder(projectPath));
      return { runs: runs.map((summary) => withPause(projectPath, summary)), unreadable };
    },
    'runs.read': async ({ projectPath, run }) => {
      const read = await readHistory(join(runsFolder(projectPath), run), run);
      if (read.is === 'unreadable') throw new Refusal(`The run "${run}" cannot be read. ${read.why}`);
      return { ...read.history, summary: withPause(projectPath, read.history.summary) };
    },
    'runs.remove': async ({ projectPath, run }) => {
      const folder = join(runsFolder(projectPath), run);
      if (await isHeld(folder)) {
        throw new Refusal(
          `This run is under way: stop it first. If nothing trains it, as after its folder came from another machine, delete ${runLock(folder)}.`,
        );
      }
      await rm(folder, { recursive: true, force: true });
      return undefined;
    },
  };
}

interface Wish {
  readonly project: Project;
  readonly projectPath: string;
  readonly resume: Resume;
  readonly isAsked: () => boolean;
}

interface Start {
  readonly run: string;
  readonly control: Control;
  readonly dataset: Dataset;
  readonly session: Session;
}

/** Everything that can be refused: afterwards the run has its folder and its record, before nothing is left of it. */
async function prepare(emit: Emit, wish: Wish): Promise<Start> {
  const runs = runsFolder(wish.projectPath);
  const place = wish.resume === null ? undefined : await takeFolder(join(runs, wish.resume.run), wish.resume.run);
  try {
    const resumed = place && (await openResumable(place.folder));
    const project = resumed ? withMoreEpochs(resumed, wish.project) : wish.project;
    const flaw = flawInGraph(project.graph);
    if (flaw) throw new Refusal(flaw);
    const dataset = await openData(project, wish.projectPath, resumed);
    try {
      const checked = checkTrainable(project, dataset);
      if (resumed && wish.resume) checkData(dataset, resumed, wish.resume);
      return await begin(emit, wish, { project, dataset, checked, resumed, place: place ?? (await newFolder(runs)) });
    } catch (error) {
      dataset.dispose();
      throw error;
    }
  } catch (error) {
    await place?.release();
    throw error;
  }
}

async function takeFolder(folder: string, run: string): Promise<RunFolder> {
  const place = await takeRunFolder(folder, run);
  if (!place) {
    throw new Refusal(
      `Another window or program trains this run: wait until it ends there. If none does, as after its folder came from another machine, delete ${runLock(folder)}.`,
    );
  }
  return place;
}

async function newFolder(runs: string): Promise<RunFolder> {
  try {
    return await createRunFolder(runs);
  } catch (error) {
    const reason = failureOf(error, join(runs, 'run'));
    throw reason === undefined
      ? error
      : new Refusal(`The run could not be started: ${reason}. Choose another place for the project, or make room.`);
  }
}

/** A resumed run keeps its network, data and settings; only the number of epochs may have grown. */
function withMoreEpochs({ record, stored }: Resumable, { training }: Project): Project {
  const epochs = Math.max(record.project.training.epochs, training.epochs);
  if (stored.epoch >= epochs) throw new Refusal(`This run has done all its ${stored.epoch} epochs: raise the number of epochs to go on.`);
  return { ...record.project, training: { ...record.project.training, epochs } };
}

/** A resumed run keeps its own scaling and vocabulary, whatever its data hold now. */
function openData(project: Project, projectPath: string, resumed: Resumable | undefined): Promise<Dataset> {
  const fitted = resumed ? { fitted: resumed.record.data.pipeline } : {};
  return openDataset(tensorflow(), project.data, { projectPath, samplesFolder: samplesFolder(), ...fitted });
}

function checkTrainable(project: Project, dataset: Dataset): Check {
  const checked = check(project.graph, { data: dataset.spec, batchSize: project.training.batchSize, memoryLimit: MEMORY_LIMIT });
  if (isTrainable(checked)) return checked;
  throw new Refusal(checked.problems[0]?.text ?? 'The network cannot be trained as it stands.');
}

function checkData(dataset: Dataset, { record }: Resumable, { changedData }: { changedData: boolean }): void {
  if (changedData || dataset.fingerprint() === record.data.fingerprint) return;
  throw new Refusal(
    'The data are not those that this run was trained on: their file was changed or exchanged. Going on would train the rest of it on other data.',
    'data-changed',
  );
}

interface Ready {
  readonly project: Project;
  readonly dataset: Dataset;
  readonly checked: Check;
  readonly resumed: Resumable | undefined;
  readonly place: RunFolder;
}

async function begin(emit: Emit, { projectPath, isAsked }: Wish, ready: Ready): Promise<Start> {
  const { project, dataset, resumed, place } = ready;
  const control = createControl();
  const { epochs, optimiser } = project.training;
  const reporter = createProgressReporter(emit, {
    projectPath,
    run: place.run,
    epochs,
    epochsDone: resumed?.stored.epoch ?? 0,
    seconds: resumed?.stored.seconds ?? 0,
    learningRate: optimiser.learningRate,
  });
  reporter.tell('preparing');
  const session = await beginSession({
    ...ready,
    tf: tensorflow(),
    versions: { ...VERSIONS, node: process.versions.node },
    control: steering(control, reporter, isAsked),
    watchers: (keeper) => [createTeller(emit, reporter, { projectPath, run: place.run, keeper })],
  });
  return { run: place.run, control, dataset, session };
}

/** Tells of every pause, and how it ended. */
function steering(control: Control, reporter: ProgressReporter, isAsked: () => boolean): Steering {
  return {
    isStopping: control.isStopping,
    pauseFor: control.pauseFor,
    isAsked,
    whileRunning: async () => {
      if (control.state !== 'paused') return;
      reporter.tell('paused', control.reason);
      await control.whileRunning();
      reporter.tell(control.isStopping() ? 'stopping' : 'running');
    },
  };
}

/** Tells the window what happens. */
function createTeller(
  emit: Emit,
  reporter: ProgressReporter,
  { keeper, ...which }: { projectPath: string; run: string; keeper: Keeper },
): Observer {
  return {
    name: 'teller',
    batch: (report) => {
      reporter.batch(report);
      return undefined;
    },
    validation: (report) => {
      reporter.validation(report);
      return undefined;
    },
    epoch: ({ epoch, metrics, seconds }) => {
      const checkpoint = keeper.written()?.epoch === epoch;
      emit('train.epoch', { ...which, record: { epoch, metrics: finiteAll(metrics), seconds }, checkpoint });
      return undefined;
    },
  };
}

/** Trains to the end and tells of it, however it ends. */
async function follow(emit: Emit, projectPath: string, { session, dataset }: Start): Promise<void> {
  try {
    emit('train.ended', { projectPath, summary: await session.train() });
  } catch (error) {
    console.error(error);
  } finally {
    dataset.dispose();
  }
}
