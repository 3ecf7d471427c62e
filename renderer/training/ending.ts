import type { RunSummary } from '../../engine/api';
import { formatCount, formatDuration } from '../charts';

/** How a run ended, in a sentence or two. */
export function describeEnd(run: RunSummary): string {
  const { state, epochs, epochsPlanned, seconds, note, best } = run;
  const of = `${formatCount(epochs)} of ${formatCount(epochsPlanned)} epochs`;
  const kept = run.hasCheckpoint ? ' What it learned is kept.' : ' It left no checkpoint.';
  const more = note === null ? '' : ` ${note}`;
  switch (state) {
    case 'running':
    case 'paused':
      return `${state === 'running' ? 'Training' : 'Paused'} after ${of}.`;
    case 'finished':
      return `Finished ${formatCount(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'} in ${formatDuration(seconds)}.${more}`;
    case 'stopped':
      return `Stopped after ${of}.${kept}${more}`;
    case 'stopped early': {
      const back = best === null ? '' : ` The weights of epoch ${formatCount(best.epoch)}, the best one, are kept.`;
      return `Stopped early after ${of}: validation no longer got better.${back}${more}`;
    }
    case 'diverged':
      return `Diverged after ${of}: the loss was no longer a finite number.${more}${run.hasCheckpoint ? ' The last finite weights are kept.' : ''}`;
    case 'interrupted':
      return `Interrupted after ${of}: the engine ended under it.${run.hasCheckpoint ? ' Its last checkpoint is kept.' : kept}${more}`;
    case 'failed':
      return `Failed after ${of}.${more}`;
  }
}

/** What to try after a run that diverged. */
export const AFTER_DIVERGENCE = 'Try a lower learning rate, or clip the gradients, in the settings.';
