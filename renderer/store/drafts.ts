import { engine } from '../transport';
import { isDirty, type OpenDocument, useDocument } from './document';
import { createQuietTimer } from './quietTimer';

/** Unsaved work is written to a draft, so that a crash loses a few seconds at most. */

/** Milliseconds of quiet after which a draft is written. */
const QUIET = 2000;
/** Milliseconds after which it is written however steadily the person edits. */
const LONGEST = 5000;

/** Writes the draft of the open document now. */
export async function saveDraft(document: OpenDocument): Promise<void> {
  await engine.call('shell.saveDraft', { path: document.draftPath, of: document.path, project: document.history.present });
}

/** Removes the draft of a document that needs none. */
export async function dropDraft(document: OpenDocument): Promise<void> {
  await engine.call('shell.dropDraft', { path: document.draftPath });
}

/** Keeps a draft of unsaved work. `report` hears of one that could not be written. → stops doing so. */
export function watchDrafts(report: (error: unknown) => void): () => void {
  let written = false;
  const timer = createQuietTimer({
    quiet: QUIET,
    longest: LONGEST,
    run: () => {
      const { document } = useDocument.getState();
      if (!document || !isDirty(document)) return;
      written = true;
      saveDraft(document).catch(report);
    },
  });
  const stop = useDocument.subscribe(({ document }, before) => {
    if (document?.draftPath !== before.document?.draftPath) {
      timer.cancel();
      written = false;
    }
    if (!document || document.history.present === before.document?.history.present) return;
    if (isDirty(document)) timer.touch();
    else {
      timer.cancel();
      // Undone back to what the file holds; a project without a file keeps its draft, since its runs stand beside it.
      if (written && document.path !== null) dropDraft(document).catch(report);
      written = false;
    }
  });
  return () => {
    stop();
    timer.cancel();
  };
}
