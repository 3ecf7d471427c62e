import { announce } from '../notices';
import { isTraining, type LiveRun, resultOf, useRuns } from './runs';

/** Shares of a run at which those who only listen hear how far it is. */
const QUARTERS = [0.25, 0.5, 0.75];

/** What is to be said where a run went from one state to another; undefined where nothing happened that matters. */
export function milestone(before: LiveRun | null, now: LiveRun | null): string | undefined {
  if (!now) return undefined;
  if (now.state === 'ended' && before?.state !== 'ended') {
    const { summary } = now;
    const result = summary && resultOf(summary);
    return summary ? `Training ${summary.state} after ${summary.epochs} epochs${result ? `: ${result}` : ''}.` : 'Training ended.';
  }
  if (now.state !== before?.state) {
    if (now.state === 'paused') return ['Training paused.', now.progress?.reason].filter(Boolean).join(' ');
    if (now.state === 'lost') return 'The engine stopped in the middle of training.';
    if (now.state === 'running' && before?.state === 'paused') return 'Training goes on.';
    if (now.state === 'preparing' && !isTraining(before)) return 'Training begins.';
  }
  const passed = QUARTERS.find((quarter) => shareOf(before) < quarter && shareOf(now) >= quarter);
  return passed === undefined || !now.progress ? undefined : `Epoch ${now.progress.epoch} of ${now.progress.epochs}.`;
}

function shareOf(live: LiveRun | null): number {
  return live?.progress ? (live.progress.epoch - 1) / Math.max(1, live.progress.epochs) : 0;
}

/** Says the milestones of training to those who listen. → stops doing so. */
export function watchMilestones(): () => void {
  return useRuns.subscribe(({ live }, before) => {
    if (live === before.live) return;
    const text = milestone(before.live, live);
    if (text !== undefined) announce(text);
  });
}
