import type { RunSummary } from '../../engine/api';
import { formatAmount, formatDuration } from '../charts';

/** How a run ended, in a sentence or two; how many epochs it had come to stands beside it. The engine's own note says why. */
export function describeEnd({ state, epochs, seconds, note, hasCheckpoint, best }: RunSummary): string {
  const kept = hasCheckpoint ? 'What it learned is kept.' : 'It left no checkpoint.';
  const join = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(' ');
  switch (state) {
    case 'running':
      return 'Training.';
    case 'paused':
      return 'Paused.';
    case 'finished':
      return join(`Finished ${formatAmount(epochs, 'epoch')} in ${formatDuration(seconds)}.`, note);
    case 'stopped':
      return join('Stopped.', kept, note);
    case 'stopped early': {
      const why =
        best === null ? 'Validation no longer got better.' : `Validation was best in epoch ${best.epoch}, whose weights are kept.`;
      return join('Stopped early.', note ?? why);
    }
    case 'diverged':
      return join('Diverged.', note ?? 'The loss was no longer a finite number: try a lower learning rate, or clip the gradients.');
    case 'interrupted':
      return join('Interrupted: the engine ended under it.', kept, note);
    case 'failed':
      return join('Failed.', note);
  }
}
