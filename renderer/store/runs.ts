import { create } from 'zustand';
import type { BatchRecord, Calls, EpochRecord, RunSummary, TrainProgress, UnreadableRun } from '../../engine/api';
import { engine } from '../transport';
import { currentProject, type OpenDocument, runsPath, updateDocument, useDocument } from './document';
import { saveDraft } from './drafts';
import { useEngine } from './engine';
import { showPanel } from './layout';
import { thinPoints } from './thinning';

/** The runs of the open project, and the one under way. */

export interface LiveRun {
  /** null until the engine has named it. */
  readonly run: string | null;
  readonly projectPath: string;
  /** `lost`: the engine died under it. */
  readonly state: TrainProgress['state'] | 'lost' | 'ended';
  readonly progress: TrainProgress | null;
  readonly epochs: readonly EpochRecord[];
  /** Loss and gradient norm batch by batch, thinned to at most 2,000. */
  readonly batches: readonly BatchRecord[];
  /** The last epoch of which a checkpoint was kept. */
  readonly checkpoint: number | null;
  /** How it ended. */
  readonly summary: RunSummary | null;
}

interface RunsState {
  /** Newest first. */
  readonly list: readonly RunSummary[];
  /** Runs whose record cannot be read, with the reason. */
  readonly unreadable: readonly UnreadableRun[];
  /** The run under way, or the last one of this sitting. */
  readonly live: LiveRun | null;
  /** The run that evaluation, inspection and export look at; null takes the newest with a checkpoint. */
  readonly chosen: string | null;
}

const none: RunsState = { list: [], unreadable: [], live: null, chosen: null };
const MOST_BATCHES = 2000;
/** Milliseconds over which events are gathered before the window hears of them: short epochs come hundreds a second. */
const GATHER = 50;

export const useRuns = create<RunsState>()(() => none);

export function isTraining(live: LiveRun | null): live is LiveRun {
  return live !== null && live.state !== 'ended' && live.state !== 'lost';
}

/** The run that evaluation, inspection and export look at. */
export function chosenRun({ list, chosen }: Pick<RunsState, 'list' | 'chosen'>): RunSummary | undefined {
  const usable = list.filter((run) => run.hasCheckpoint);
  return usable.find((run) => run.run === chosen) ?? usable[0];
}

export function chooseRun(run: string) {
  useRuns.setState({ chosen: run });
}

/** The one number by which a run is remembered: `0.967 accuracy`. */
export function resultOf(summary: RunSummary): string | null {
  const metrics = summary.best?.metrics ?? summary.last;
  const name = ['val_accuracy', 'accuracy', 'val_mae', 'mae', 'val_loss', 'loss'].find((key) => typeof metrics[key] === 'number');
  const value = name === undefined ? undefined : metrics[name];
  if (name === undefined || typeof value !== 'number') return null;
  const plain = name.replace('val_', '');
  return `${value.toPrecision(3)} ${plain === 'mae' ? 'MAE' : plain}`;
}

function openRunsPath(): string | undefined {
  const { document } = useDocument.getState();
  return document ? runsPath(document) : undefined;
}

export async function refreshRuns(): Promise<void> {
  const projectPath = openRunsPath();
  if (projectPath === undefined) return;
  const { runs, unreadable } = await engine.call('runs.list', { projectPath });
  if (projectPath !== openRunsPath()) return;
  useRuns.setState({ list: newestFirst(runs), unreadable });
}

function newestFirst(list: readonly RunSummary[]): RunSummary[] {
  return [...list].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

/** While a run is prepared: the name that the engine will give it. */
let naming: Promise<string> | undefined;
/** Whether a start is being seen to that the window does not show yet: a second click in that time is none. */
let isStarting = false;

/** A run to go on with; `changedData`: although its data are others by now, which the person knows. */
export interface Resume {
  readonly run: string;
  readonly changedData: boolean;
}

/** Starts training the open project, or goes on with a run from its last checkpoint. */
export async function startTraining(wish: { resume?: Resume | null } = {}): Promise<void> {
  if (isStarting) return;
  isStarting = true;
  try {
    await start(wish);
  } finally {
    isStarting = false;
  }
}

async function start({ resume = null }: { resume?: Resume | null }): Promise<void> {
  const { document, live: shown } = { ...useDocument.getState(), ...useRuns.getState() };
  if (!document || isTraining(shown)) return;
  const projectPath = runsPath(document);
  const before = resume === null ? null : await engine.call('runs.read', { projectPath, run: resume.run });
  const project = before?.project ?? currentProject();
  const live: LiveRun = {
    run: resume?.run ?? null,
    projectPath,
    state: 'preparing',
    progress: null,
    epochs: before?.epochs ?? [],
    batches: before?.batches ?? [],
    checkpoint: null,
    summary: null,
  };
  useRuns.setState({ live });
  useEngine.setState({ loss: null });
  showPanel('training');
  naming = prepareRun(document, { project, projectPath, resume });
  try {
    const run = await naming;
    changeLive(projectPath, (now) => ({ ...now, run }));
  } catch (error) {
    const { live: failed } = useRuns.getState();
    if (failed?.state === 'preparing' || failed?.state === 'stopping') useRuns.setState({ live: shown });
    throw error;
  } finally {
    naming = undefined;
  }
}

/** → the name of the run. */
async function prepareRun(document: OpenDocument, start: Calls['train.start']['in']): Promise<string> {
  if (document.path === null) {
    // The run stands beside the draft, so from now on there is work that closing the window would lose.
    await saveDraft(document);
    updateDocument((open) => (open.draftPath === document.draftPath ? { ...open, saved: null } : open));
  }
  return (await engine.call('train.start', start)).run;
}

/** A wish that comes while the engine still prepares the run is told to it as soon as the run has a name. */
async function tellRun(call: 'train.pause' | 'train.resume' | 'train.stop') {
  const { live } = useRuns.getState();
  if (!isTraining(live)) return;
  // A start that was refused has said so itself.
  const run = naming ? await naming.catch(() => null) : live.run;
  if (run === null) return;
  await engine.call(call, { projectPath: live.projectPath, run }).catch((error: unknown) => {
    // It ended by itself in the meantime.
    if (isTraining(useRuns.getState().live)) throw error;
  });
}

export const pauseTraining = () => tellRun('train.pause');

/** Shown as going on at once, so that a run that has to pause again for the same reason is seen and heard to have tried. */
export async function continueTraining(): Promise<void> {
  const { live } = useRuns.getState();
  if (live?.state !== 'paused') return;
  useRuns.setState({ live: { ...live, state: 'running' } });
  try {
    await tellRun('train.resume');
  } catch (error) {
    changeLive(live.projectPath, (now) => (now.state === 'running' ? { ...now, state: 'paused' } : now));
    throw error;
  }
}

export async function stopTraining(): Promise<void> {
  const { live } = useRuns.getState();
  if (!isTraining(live)) return;
  useRuns.setState({ live: { ...live, state: 'stopping' } });
  try {
    await tellRun('train.stop');
  } catch (error) {
    changeLive(live.projectPath, (now) => (now.state === 'stopping' ? { ...now, state: now.progress?.state ?? 'running' } : now));
    throw error;
  }
}

/** Forgets a run that turned out not to be under way, such as one whose end nobody told. */
export function forgetLive() {
  useRuns.setState({ live: null });
}

/** Settles once no run is under way any more, however the last one ended, or nobody could tell of its end. */
export function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      if (isTraining(useRuns.getState().live) && !useEngine.getState().disconnected) return;
      for (const stop of stops) stop();
      resolve();
    };
    const stops = [useRuns.subscribe(settle), useEngine.subscribe(settle)];
    settle();
  });
}

export async function removeRun(run: string): Promise<void> {
  const projectPath = openRunsPath();
  if (projectPath === undefined) return;
  await remove(projectPath, run);
  await refreshRuns();
}

/** What came of taking several runs away. */
export interface Removal {
  readonly removed: readonly string[];
  readonly failed: readonly { readonly run: string; readonly error: unknown }[];
}

/** Takes runs away in turn; one that cannot be does not keep the others. */
export async function removeRuns(runs: readonly string[]): Promise<Removal> {
  const removed: string[] = [];
  const failed: { run: string; error: unknown }[] = [];
  const projectPath = openRunsPath();
  if (projectPath === undefined) return { removed, failed };
  for (const run of runs) {
    try {
      await remove(projectPath, run);
      removed.push(run);
    } catch (error) {
      failed.push({ run, error });
    }
  }
  return { removed, failed };
}

async function remove(projectPath: string, run: string): Promise<void> {
  await engine.call('runs.remove', { projectPath, run });
  // Another project may have been opened meanwhile.
  if (projectPath !== openRunsPath()) return;
  const others = <T extends { readonly run: string }>(list: readonly T[]) => list.filter((one) => one.run !== run);
  useRuns.setState(({ list, unreadable, live }) => ({
    list: others(list),
    unreadable: others(unreadable),
    live: live?.run === run ? null : live,
  }));
}

function changeLive(projectPath: string, change: (live: LiveRun) => LiveRun) {
  const { live } = useRuns.getState();
  if (live?.projectPath === projectPath) useRuns.setState({ live: change(live) });
}

/** Runs go along when the project gets a file or moves to another one. */
function moveLive(from: string, to: string) {
  changeLive(from, (live) => ({ ...live, projectPath: to }));
}

/** What came since the window last heard of the run. */
interface Gathered {
  progress: TrainProgress | null;
  points: BatchRecord[];
  epochs: EpochRecord[];
  checkpoint: number | null;
}

const emptyGathered = (): Gathered => ({ progress: null, points: [], epochs: [], checkpoint: null });

function addGathered(live: LiveRun, { progress, points, epochs, checkpoint }: Gathered): LiveRun {
  return {
    ...live,
    run: live.run ?? progress?.run ?? null,
    // What the engine tells of a run that is to stop may be older than the wish.
    state: live.state === 'ended' || live.state === 'stopping' ? live.state : (progress?.state ?? live.state),
    progress: progress ?? live.progress,
    epochs: epochs.length > 0 ? goneOn(live.epochs, epochs, ({ epoch }) => epoch) : live.epochs,
    batches:
      points.length > 0
        ? thinPoints(
            goneOn(live.batches, points, ({ step }) => step),
            MOST_BATCHES,
          )
        : live.batches,
    checkpoint: checkpoint ?? live.checkpoint,
  };
}

/** What came after its last checkpoint was lost with a run that crashed: it is done again, and stands once. */
function goneOn<T>(before: readonly T[], now: readonly T[], place: (record: T) => number): T[] {
  const [first] = now;
  return first === undefined ? [...before] : [...before.filter((record) => place(record) < place(first)), ...now];
}

/** A run that was started from another window, or before this one was loaded anew. One that another program trains is only listed. */
async function adoptRunning() {
  const running = useRuns.getState().list.find((run) => (run.state === 'running' || run.state === 'paused') && !run.elsewhere);
  const projectPath = openRunsPath();
  if (!running || projectPath === undefined || isTraining(useRuns.getState().live)) return;
  const { epochs, batches } = await engine.call('runs.read', { projectPath, run: running.run });
  if (projectPath !== openRunsPath() || isTraining(useRuns.getState().live)) return;
  const state = running.state === 'paused' ? 'paused' : 'running';
  useRuns.setState({ live: { run: running.run, projectPath, state, progress: null, epochs, batches, checkpoint: null, summary: null } });
}

/** Follows training. `report` hears of calls that failed. → stops doing so. */
export function watchRuns(report: (error: unknown) => void): () => void {
  let gathered = emptyGathered();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const { live } = useRuns.getState();
    if (live) useRuns.setState({ live: addGathered(live, gathered) });
    gathered = emptyGathered();
  };
  const gather = (projectPath: string, add: () => void) => {
    if (useRuns.getState().live?.projectPath !== projectPath) return;
    add();
    timer ??= setTimeout(flush, GATHER);
  };
  const load = () => refreshRuns().then(adoptRunning).catch(report);
  const stops = [
    engine.on('train.progress', (progress) =>
      gather(progress.projectPath, () => {
        gathered.progress = progress;
        gathered.points.push(...progress.points);
      }),
    ),
    engine.on('train.epoch', ({ projectPath, record, checkpoint }) =>
      gather(projectPath, () => {
        gathered.epochs.push(record);
        if (checkpoint) gathered.checkpoint = record.epoch;
      }),
    ),
    engine.on('train.ended', ({ projectPath, summary }) => {
      flush();
      changeLive(projectPath, (live) => ({ ...live, run: summary.run, state: 'ended', summary }));
      if (projectPath !== openRunsPath()) return;
      // At once: until all runs have been read again, evaluation would show the one before.
      useRuns.setState(({ list }) => ({
        list: newestFirst([summary, ...list.filter(({ run }) => run !== summary.run)]),
        chosen: summary.hasCheckpoint ? summary.run : null,
      }));
      refreshRuns().catch(report);
      if (summary.hasCheckpoint && summary.state !== 'diverged') showPanel('evaluation');
    }),
    useEngine.subscribe(({ status }, before) => {
      if (status.is === before.status.is) return;
      if (status.is === 'lost' || status.is === 'given up') {
        flush();
        const { live } = useRuns.getState();
        if (isTraining(live)) useRuns.setState({ live: { ...live, state: 'lost' } });
      } else if (status.is === 'ready') load();
    }),
    useDocument.subscribe(({ document }, before) => {
      if (document?.draftPath === before.document?.draftPath && document?.path === before.document?.path) return;
      if (document?.draftPath !== before.document?.draftPath) useRuns.setState(none);
      else if (document && before.document) moveLive(runsPath(before.document), runsPath(document));
      if (document) load();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
