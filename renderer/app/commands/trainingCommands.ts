import { openExport } from '../../export';
import { canResume } from '../../runs/names';
import {
  blockerOf,
  chosenRun,
  continueTraining,
  isReady,
  isTraining,
  pauseTraining,
  refreshRuns,
  reloadData,
  startTraining,
  stopTraining,
  useCheck,
  useDocument,
  useRuns,
} from '../../store';
import { goOnWith } from '../../training/goOn';
import { engine } from '../../transport';
import type { Command } from './command';
import { noProject } from './fileCommands';

const live = () => useRuns.getState().live;

/** Why training cannot start now: the first problem, in its own words. */
export function trainingBlocked(): string | undefined {
  if (!useDocument.getState().document) return noProject();
  if (isTraining(live())) return 'A run is under way already.';
  if (!isReady()) return 'The engine is still starting.';
  return blockerOf(useCheck.getState())?.text;
}

const notTraining = () => (isTraining(live()) ? undefined : 'No run is under way.');

/** The newest run of the open project that can be gone on with. */
function resumable() {
  return useRuns.getState().list.find(canResume);
}

export const trainingCommands: readonly Command[] = [
  {
    id: 'training.start',
    title: 'Train',
    group: 'Training',
    words: 'run fit learn',
    icon: 'play',
    shortcuts: ['Mod+Enter'],
    blocked: trainingBlocked,
    run: () => startTraining(),
  },
  {
    id: 'training.pause',
    title: 'Pause training',
    group: 'Training',
    icon: 'pause',
    blocked: () => notTraining() ?? (live()?.state === 'paused' ? 'The run is paused already.' : undefined),
    run: pauseTraining,
  },
  {
    id: 'training.continue',
    title: 'Go on after a pause',
    group: 'Training',
    words: 'resume continue',
    icon: 'play',
    blocked: () => notTraining() ?? (live()?.state === 'paused' ? undefined : 'The run is not paused.'),
    run: continueTraining,
  },
  {
    id: 'training.stop',
    title: 'Stop training',
    group: 'Training',
    icon: 'stop',
    shortcuts: ['Mod+Alt+Enter'],
    blocked: notTraining,
    run: stopTraining,
  },
  {
    id: 'training.resume',
    title: 'Go on from the last checkpoint',
    group: 'Training',
    words: 'resume interrupted stopped',
    blocked: () => {
      if (isTraining(live())) return 'A run is under way already.';
      return resumable() ? undefined : 'No run of this project ended before its last epoch with a checkpoint kept.';
    },
    run: () => {
      const run = resumable();
      return run ? goOnWith(run.run) : undefined;
    },
  },
  {
    id: 'training.export',
    title: 'Export the model…',
    group: 'Training',
    words: 'save tfjs tensorflow weights',
    icon: 'share',
    blocked: () => noProject() ?? (chosenRun(useRuns.getState()) ? undefined : 'There is no trained model yet: train first.'),
    run: () => {
      const run = chosenRun(useRuns.getState());
      if (run) openExport(run);
    },
  },
  {
    id: 'training.reload',
    title: 'Read the data again',
    group: 'Training',
    words: 'reload refresh file csv',
    icon: 'refresh',
    blocked: () => (useDocument.getState().document?.history.present.data.is === 'none' ? 'The project has no data yet.' : noProject()),
    run: reloadData,
  },
  {
    id: 'training.refreshRuns',
    title: 'Read the runs again',
    group: 'Training',
    words: 'reload refresh list',
    blocked: noProject,
    run: refreshRuns,
  },
  {
    id: 'engine.restart',
    title: 'Restart the engine',
    group: 'Training',
    words: 'process kill memory',
    blocked: () => (isTraining(live()) ? 'A run is under way: stop it first.' : undefined),
    run: () => engine.call('shell.restartEngine', {}),
  },
];
