import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emit, type Handlers, Refusal, type RunSummary } from '../api';
import type { trainingCalls } from '../api/training';
import { type Check, check, isTrainable } from '../check';
import type { Dataset } from '../data/dataset';
import { openDataset } from '../data/open';
import { tensorflow } from '../kernels/tensorflow';
import { flawInGraph, type Project } from '../project';
import { runsFolder } from '../project/file';
import { samplesFolder } from '../project/resources';
import { type Control, createControl } from '../train/control';
import { type Checkpoint, readCheckpoint } from '../train/run/checkpoint';
import { truncateJournal } from '../train/run/journal';
import { nameRun } from '../train/run/name';
import { listRuns, readHistory, readRecord, summariseRun } from '../train/run/record';
import { trainIntoFolder } from '../train/session';
import { MEMORY_LIMIT } from './memory';
import { createProgressReporter } from './progress';
import { VERSIONS } from './versions';

/** The one run under way. */
interface Active {
  readonly projectPath: string;
  readonly run: string;
  readonly control: Control;
}

/** `isAsked`: whether a call is being answered, to which training gives way. */
export function trainingHandlers(emit: Emit, { isAsked }: { isAsked: () => boolean }): Handlers<keyof typeof trainingCalls> {
  let active: Active | undefined;
  let claimed = false;

  const controlOf = ({ projectPath, run }: { projectPath: string; run: string }): Control => {
    if (active?.run !== run || active.projectPath !== projectPath) throw new Refusal('This run is not under way.');
    return active.control;
  };

  return {
    'train.start': async ({ project, projectPath, resume }) => {
      if (active || claimed) throw new Refusal('A run is under way already: stop it, or wait until it ends, before you start another.');
      claimed = true;
      try {
        const start = await prepare(project, projectPath, resume);
        active = { projectPath, run: start.run, control: createControl() };
        void follow(emit, { ...active, isAsked }, start).finally(() => {
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
      const folder = runsFolder(projectPath);
      const summaries = await Promise.all((await listRuns(folder)).map((run) => summariseRun(join(folder, run), run)));
      return summaries.filter((summary): summary is RunSummary => summary !== undefined);
    },
    'runs.read': async ({ projectPath, run }) => {
      const history = await readHistory(join(runsFolder(projectPath), run), run);
      if (!history) throw new Refusal(`There is no run "${run}" beside ${projectPath}.`);
      return history;
    },
    'runs.remove': async ({ projectPath, run }) => {
      if (active?.run === run && active.projectPath === projectPath) throw new Refusal('This run is under way: stop it first.');
      await rm(join(runsFolder(projectPath), run), { recursive: true, force: true });
      return undefined;
    },
  };
}

interface Start {
  readonly run: string;
  readonly folder: string;
  readonly project: Project;
  readonly dataset: Dataset;
  readonly checked: Check;
  readonly from: Checkpoint | undefined;
}

/** Everything that can be refused before a run has a folder. */
async function prepare(project: Project, projectPath: string, resume: string | null): Promise<Start> {
  const runs = runsFolder(projectPath);
  const run = resume ?? nameRun(new Date(), await listRuns(runs));
  const folder = join(runs, run);
  const [from, trained] = resume === null ? [undefined, project] : await checkpointOf(folder, project);
  const flaw = flawInGraph(trained.graph);
  if (flaw) throw new Refusal(flaw);
  if (from && from.epoch >= trained.training.epochs) {
    throw new Refusal(`This run has done all its ${from.epoch} epochs: raise the number of epochs to go on.`);
  }
  const dataset = await openDataset(tensorflow(), trained.data, { projectPath, samplesFolder: samplesFolder() });
  const checked = checkTrainable(trained, dataset);
  if (from) await truncateJournal(folder, { epoch: from.epoch, step: from.optimiser.step });
  return { run, folder, project: trained, dataset, checked, from };
}

function checkTrainable(project: Project, dataset: Dataset): Check {
  const checked = check(project.graph, { data: dataset.spec, batchSize: project.training.batchSize, memoryLimit: MEMORY_LIMIT });
  if (isTrainable(checked)) return checked;
  dataset.dispose();
  throw new Refusal(checked.problems[0]?.text ?? 'The network cannot be trained as it stands.');
}

/** A resumed run keeps its network, data and settings; only the number of epochs may have grown. */
async function checkpointOf(folder: string, project: Project): Promise<[Checkpoint, Project]> {
  const [record, checkpoint] = [await readRecord(folder), await readCheckpoint(folder, 'last')];
  if (!record || !checkpoint) throw new Refusal('This run has no whole checkpoint to go on from: train anew.');
  const epochs = Math.max(record.project.training.epochs, project.training.epochs);
  return [checkpoint, { ...record.project, training: { ...record.project.training, epochs } }];
}

/** Trains to the end and tells of it, however it ends. */
async function follow(
  emit: Emit,
  { projectPath, run, control, isAsked }: Active & { isAsked: () => boolean },
  { folder, project, dataset, checked, from }: Start,
): Promise<void> {
  const { epochs, optimiser } = project.training;
  const reporter = createProgressReporter(emit, {
    projectPath,
    run,
    epochs,
    epochsDone: from?.epoch ?? 0,
    learningRate: optimiser.learningRate,
  });
  const whileRunning = async () => {
    if (control.state !== 'paused') return;
    reporter.tell('paused');
    await control.whileRunning();
    reporter.tell('running');
  };
  try {
    reporter.tell('preparing');
    const summary = await trainIntoFolder({
      tf: tensorflow(),
      project,
      dataset,
      checked,
      folder,
      run,
      versions: { ...VERSIONS, node: process.versions.node },
      from,
      control: { isStopping: () => control.state === 'stopping', whileRunning, isAsked },
      onBatch: (batch) => reporter.batch(batch),
      onEpoch: ({ epoch, metrics, seconds }, { checkpoint }) => {
        const shown = Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, Number.isFinite(value) ? value : null]));
        emit('train.epoch', { projectPath, run, record: { epoch, metrics: shown, seconds }, checkpoint });
      },
    });
    emit('train.ended', { projectPath, summary });
  } catch (error) {
    const summary = await summariseRun(folder, run);
    if (!(error instanceof Refusal)) console.error(error);
    if (summary) emit('train.ended', { projectPath, summary });
  } finally {
    dataset.dispose();
  }
}
