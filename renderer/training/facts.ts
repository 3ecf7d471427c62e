import type { RunSummary, TrainProgress } from '../../engine/api';
import type { Optimiser } from '../../engine/project';
import { formatCount, formatDuration, formatMeasure, formatValue, UNKNOWN } from '../charts';

/** Numbers that stand beside the curves, each with its name. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

export const OPTIMISER_TITLES: Readonly<Record<Optimiser['is'], string>> = {
  sgd: 'SGD',
  momentum: 'Momentum',
  rmsprop: 'RMSprop',
  adam: 'Adam',
  adagrad: 'Adagrad',
  adamax: 'Adamax',
};

/** The name of an optimiser as a run's summary tells it, as a title. */
export function optimiserTitle(name: string): string {
  return Object.entries(OPTIMISER_TITLES).find(([is]) => is === name)?.[1] ?? name;
}

/** Under one epoch in two seconds batches say more. */
const SLOWEST_EPOCHS = 0.5;

export function formatRate({ batchesPerSecond, batches }: Pick<TrainProgress, 'batchesPerSecond' | 'batches'>): string {
  if (batchesPerSecond <= 0) return UNKNOWN;
  const epochs = batchesPerSecond / Math.max(1, batches);
  if (epochs >= SLOWEST_EPOCHS) return `${formatValue(epochs, 2)} epochs/s`;
  return `${formatValue(batchesPerSecond, batchesPerSecond < 10 ? 2 : 3)} batch/s`;
}

export function progressFacts(progress: TrainProgress | null, optimiser: Optimiser): Fact[] {
  return [
    { label: 'Time left', value: formatDuration(progress?.secondsLeft) },
    { label: 'Rate', value: progress ? formatRate(progress) : UNKNOWN },
    { label: 'Elapsed', value: formatDuration(progress?.elapsedSeconds) },
    { label: 'Learning rate', value: formatValue(progress?.learningRate ?? optimiser.learningRate) },
    { label: 'Gradient norm', value: formatMeasure(progress?.gradientNorm, 3) },
    { label: 'Optimiser', value: OPTIMISER_TITLES[optimiser.is] },
  ];
}

export function summaryFacts({ seconds, parameters, seed, optimiser, best, epochs, batch }: RunSummary): Fact[] {
  return [
    { label: 'Time', value: formatDuration(seconds) },
    { label: 'Best epoch', value: best ? formatCount(best.epoch) : UNKNOWN },
    // Of whole epochs alone: how much of one that was begun is done nobody knows here.
    { label: 'Per epoch', value: epochs > 0 && batch === 0 ? `${formatValue(seconds / epochs, 2)} s` : UNKNOWN },
    { label: 'Parameters', value: formatCount(parameters) },
    { label: 'Seed', value: String(seed) },
    { label: 'Optimiser', value: optimiserTitle(optimiser) },
  ];
}
