import { report } from '../notices';
import { watchCheck } from './check';
import { watchData } from './data';
import { watchDrafts } from './drafts';
import { watchEngine } from './engine';
import { watchMilestones } from './milestones';
import { watchRuns } from './runs';
import { watchSelection } from './selection';
import { watchSettings } from './settings';
import { watchShell } from './shell';

/** Sets the stores going, once, when the page loads; they live as long as it does. */
export function startStores() {
  watchEngine();
  watchSelection();
  watchData();
  watchCheck();
  watchDrafts(report);
  watchRuns(report);
  watchShell(report);
  watchMilestones();
  watchSettings().catch(report);
}
