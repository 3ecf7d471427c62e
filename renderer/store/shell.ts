import { create } from 'zustand';
import type { Calls, Draft } from '../../engine/api';
import { engine, front } from '../transport';
import { goOnInBackground, watchEnds } from './background';
import { lookAgain } from './data';
import { isDirty, useDocument } from './document';
import { confirmClose, documentName, openProject } from './files';
import { isTraining, useRuns } from './runs';

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

/** Follows the document, the run and the program's own wishes. `report` hears of what failed. → stops doing so. */
export function watchShell(report: (error: unknown) => void): () => void {
  const tellDocument = () => {
    const { document } = useDocument.getState();
    const title = document ? documentName(document) : 'Unroll';
    window.document.title = document ? `${isDirty(document) ? '• ' : ''}${title} – Unroll` : 'Unroll';
    engine.call('shell.setDocument', { title, path: document?.path ?? null, dirty: isDirty(document) }).catch(report);
  };
  let progressShown: number | null = null;
  let isClosing = false;
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
    watchEnds(report),
    engine.on('shell.open', ({ path }) => {
      openProject(path).catch(report);
    }),
    engine.on('shell.closing', async (closing) => {
      // A second click on the same button asks no second time.
      if (isClosing) return;
      isClosing = true;
      try {
        const answer = await confirmClose(closing);
        if (answer === 'background') await goOnInBackground();
        else if (answer === 'close') await engine.call('shell.close', { background: false });
      } catch (error) {
        report(error);
      } finally {
        isClosing = false;
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
