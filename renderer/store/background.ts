import type { RunSummary } from '../../engine/api';
import { engine } from '../transport';
import { isDirty, runsPath, useDocument } from './document';
import { saveDraft } from './drafts';
import { useEngine } from './engine';
import { documentName } from './files';
import { isTraining, type LiveRun, resultOf, useRuns } from './runs';

/** Tells by the system how a run went, and lets the window go that was hidden for it. */

/** Whether the window was hidden for the run under way. The person may have shown it again since: that the program itself knows. */
let wasHidden = false;

/** Said where the program stays although nothing trains any more. */
const COME_BACK = 'Start the program again to see to it.';

/** Hides the window for the run under way. A draft that cannot be written keeps it open, by an error that says so. */
export async function goOnInBackground(): Promise<void> {
  const { document } = useDocument.getState();
  // Nobody edits a hidden window: what is written now is offered at the next start.
  if (document && isDirty(document)) await saveDraft(document);
  // Over in that very moment: then the person finds the window open with its end.
  if (!isTraining(useRuns.getState().live)) return;
  wasHidden = true;
  try {
    await engine.call('shell.close', { background: true });
  } catch (error) {
    wasHidden = false;
    throw error;
  }
}

/** → whether the window was hidden for the run that is over now. */
function takeHidden(): boolean {
  const taken = wasHidden;
  wasHidden = false;
  return taken;
}

async function tellEnd(summary: RunSummary, more: string) {
  const { document } = useDocument.getState();
  const result = resultOf(summary);
  if (document?.path != null) await engine.call('shell.remember', { path: document.path, result }).catch(() => undefined);
  const body = `${summary.word} ${summary.state} after ${summary.epochs} of ${summary.epochsPlanned} epochs${result ? `: ${result}` : ''}.`;
  await notify(`${body}${more}`);
}

/** Told by the system where the window is not in front. */
async function notify(body: string) {
  const { document } = useDocument.getState();
  const title = document ? documentName(document) : 'Unroll';
  await engine.call('shell.notify', { title: title.slice(0, 200), body: body.slice(0, 500) }).catch(() => undefined);
}

/** Why the run under way paused by itself; null where it did not. */
function reasonOf(live: LiveRun | null): string | null {
  return live?.state === 'paused' ? (live.progress?.reason ?? null) : null;
}

/** Follows the run under way. `report` hears of what failed. → stops doing so. */
export function watchEnds(report: (error: unknown) => void): () => void {
  /** The window goes once everything has been told. */
  const end = (told: Promise<void>, { closes }: { closes: boolean }) => {
    told.then(() => (closes ? engine.call('shell.endBackground', {}) : undefined)).catch(report);
  };
  const stops = [
    engine.on('train.ended', ({ projectPath, summary }) => {
      const { document } = useDocument.getState();
      // Every window hears of every run.
      if (!document || projectPath !== runsPath(document)) return;
      const hidden = takeHidden();
      // Somebody has yet to look at a run that gave up before its last epoch.
      const stays = summary.state === 'stopped early';
      end(tellEnd(summary, hidden && stays ? ` ${COME_BACK}` : ''), { closes: hidden && !stays });
    }),
    useRuns.subscribe(({ live }, { live: before }) => {
      const reason = reasonOf(live);
      if (reason !== null && reason !== reasonOf(before))
        end(notify(`Training paused. ${reason}${wasHidden ? ` ${COME_BACK}` : ''}`), { closes: false });
      const isLost = live?.state === 'lost';
      if (!isTraining(before) || isTraining(live)) return;
      if (isLost) {
        const why = useEngine.getState().loss;
        const told = notify(
          `Training ended with the engine${why === null ? '' : `: ${why}`}. It can be gone on with from its last checkpoint.`,
        );
        end(told, { closes: takeHidden() });
        return;
      }
      // An end is told by its event, which comes within the same turn. What is left is a start that was refused.
      queueMicrotask(() => {
        if (takeHidden()) end(notify(`Training could not start. ${COME_BACK}`), { closes: false });
      });
    }),
  ];
  return () => {
    wasHidden = false;
    for (const stop of stops) stop();
  };
}
