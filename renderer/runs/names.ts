import type { RunState, RunSummary } from '../../engine/api';
import { formatCount } from '../charts';

/** The word by which a run is known, from the name of its folder: `2026-11-20T14-32-05-maple` → `maple`. */
export function wordOf(run: string): string {
  return run.slice(run.lastIndexOf('-') + 1) || run;
}

/** `maple, LSTM 150`. */
export function runLabel({ word, architecture }: Pick<RunSummary, 'word' | 'architecture'>): string {
  return architecture === '' ? word : `${word}, ${architecture}`;
}

/** Place of a run among those of its project, the first one 1; the list has the newest first. */
export function runNumber(list: readonly RunSummary[], run: string | null): number {
  const index = list.findIndex((one) => one.run === run);
  return index < 0 ? list.length + 1 : list.length - index;
}

export const STATE_WORDS: Readonly<Record<RunState, string>> = {
  running: 'Training',
  paused: 'Paused',
  finished: 'Finished',
  stopped: 'Stopped',
  'stopped early': 'Stopped early',
  diverged: 'Diverged',
  interrupted: 'Interrupted',
  failed: 'Failed',
};

/** Whether a run ended before its last epoch and can be gone on with. */
export function canResume(run: RunSummary): boolean {
  return run.hasCheckpoint && run.epochs < run.epochsPlanned && run.state !== 'running' && run.state !== 'paused';
}

/** Where a run goes on: `epoch 3` behind its third epoch, `epoch 4, batch 12` inside its fourth. */
export function standsAt({ epochs, batch }: Pick<RunSummary, 'epochs' | 'batch'>): string {
  if (batch > 0) return `epoch ${formatCount(epochs + 1)}, batch ${formatCount(batch)}`;
  return epochs === 0 ? 'its start' : `epoch ${formatCount(epochs)}`;
}

const TITLES: Readonly<Record<string, string>> = { loss: 'Loss', accuracy: 'Accuracy', mae: 'MAE', rmse: 'RMSE', perplexity: 'Perplexity' };

/** A metric as a title: `val_mae` → `MAE, validation`; with several Outputs `sentiment_accuracy` → `Accuracy, sentiment`. */
export function metricTitle(name: string): string {
  const held = name.startsWith('val_');
  const plain = held ? name.slice('val_'.length) : name;
  const [, output, metric] = /^(.+)_([^_]+)$/.exec(plain) ?? [];
  const ofOutput = metric === undefined ? undefined : TITLES[metric];
  const title = TITLES[plain] ?? (ofOutput === undefined ? plain : `${ofOutput}, ${output}`);
  return held ? `${title}, validation` : title;
}
