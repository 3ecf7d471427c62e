import type { Observer } from '../observer';
import { type ScoreKeeper, watchedMetric } from './scores';

/**
 * Ends the run after so many epochs without a better one; null never does. It comes after the scores, which count them.
 * keras/src/callbacks/early_stopping.py.
 */
export function createPatience(settings: { patience: number | null; epochs: number }, scores: ScoreKeeper): Observer {
  return {
    name: 'patience',
    epoch({ epoch }) {
      const { epochsSince, last } = scores.scores();
      const isOut = settings.patience !== null && epochsSince >= settings.patience && epoch < settings.epochs;
      return isOut ? { is: 'stopped early', epochsSince, watched: watchedMetric(last) } : undefined;
    },
  };
}
