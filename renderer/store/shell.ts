import { create } from 'zustand';
import type { Calls, Draft, RunSummary } from '../../engine/api';
import { engine, front } from '../transport';
import { lookAgain } from './data';
import { isDirty, useDocument } from './document';
import { confirmLeave, documentName, openProject } from './files';
import { isTraining, type LiveRun, resultOf, useRuns } from './runs';

/** What the window tells the program around it, and hears from it. */

type Description = Calls['shell.describe']['out'];

interface ShellState {
  readonly description: Description | null;
  /** Unsaved work of windows that are gone. */
  readonly lostDrafts: readonly Draft[];
}

export const useShell = create<ShellState>()(() => ({ description: null, lostDrafts: [] }));

/** Whether shortcuts use Cmd in place of Ctrl. */
export const isMac = /mac/i.test(navigator.platform);

export function dropLostDraft(draft: Draft) {
  useShell.setState(({ lostDrafts }) => ({ lostDrafts: lostDrafts.filter((one) => one.path !== draft.path) }));
}

function tellEnd(summary: RunSummary) {
  const { document } = useDocument.getState();
  const result = resultOf(summary);
  if (document?.path != null) engine.call('shell.remember', { path: document.path, result }).catch(() => undefined);
  const body = `${summary.word} ${summary.state} after ${summary.epochs} of ${summary.epochsPlanned} epochs${result ? `: ${result}` : ''}.`;
  notify(body);
}

/** Told by the system where the window is not in front. */
function notify(body: string) {
  if (window.document.hasFocus()) return;
  const { document } = useDocument.getState();
  engine.call('shell.notify', { title: document ? documentName(document) : 'Unroll', body: body.slice(0, 500) }).catch(() => undefined);
}

/** Why the run under way paused by itself; null where it did not. */
function reasonOf({ live }: { live: LiveRun | null }): string | null {
  return live?.state === 'paused' ? (live.progress?.reason ?? null) : null;
}

/** Follows the document, the run and the program's own wishes. `report` hears of what failed. → stops doing so. */
export function watchShell(report: (error: unknown) => void): () => void {
  const tellDocument = () => {
    const { document } = useDocument.getState();
    const title = document ? documentName(document) : 'Unroll';
    window.document.title = document ? `${isDirty(document) ? '• ' : ''}${title} – Unroll` : 'Unroll';
    engine.call('shell.setDocument', { title, path: document?.path ?? null, dirty: isDirty(document) }).catch(report);
  };
  let progressShown: number | null = null;
  const tellProgress = () => {
    const { live } = useRuns.getState();
    const at = isTraining(live) && live.progress ? live.progress : null;
    const exact = at && at.epochs > 0 ? (at.epoch - 1 + at.batch / Math.max(1, at.batches)) / at.epochs : null;
    const progress = exact === null ? null : Math.round(Math.min(1, Math.max(0, exact)) * 100) / 100;
    if (progress === progressShown) return;
    progressShown = progress;
    engine.call('shell.setProgress', { progress }).catch(() => undefined);
  };
  const askBeforeUnload = (event: BeforeUnloadEvent) => {
    if (front === 'browser' && isDirty(useDocument.getState().document)) event.preventDefault();
  };
  // Whoever comes back to the window may have been at the file meanwhile.
  const onFocus = () => void lookAgain();
  window.addEventListener('focus', onFocus);
  window.addEventListener('beforeunload', askBeforeUnload);
  tellDocument();
  engine.call('shell.describe', {}).then((description) => useShell.setState({ description }), report);
  engine.call('shell.lostDrafts', {}).then((lostDrafts) => useShell.setState({ lostDrafts }), report);
  const stops = [
    () => window.removeEventListener('focus', onFocus),
    () => window.removeEventListener('beforeunload', askBeforeUnload),
    useDocument.subscribe(({ document }, before) => {
      const same = document?.path === before.document?.path && document?.untitled === before.document?.untitled;
      if (!same || isDirty(document) !== isDirty(before.document) || !document !== !before.document) tellDocument();
    }),
    useRuns.subscribe(tellProgress),
    useRuns.subscribe((now, before) => {
      const reason = reasonOf(now);
      if (reason !== null && reason !== reasonOf(before)) notify(`Training paused. ${reason}`);
    }),
    engine.on('train.ended', ({ summary }) => tellEnd(summary)),
    engine.on('shell.open', ({ path }) => {
      openProject(path).catch(report);
    }),
    engine.on('shell.closing', async () => {
      try {
        if (await confirmLeave()) await engine.call('shell.close', {});
      } catch (error) {
        report(error);
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
