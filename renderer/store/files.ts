import { type Draft, Refusal } from '../../engine/api';
import { EXTENSION, emptyProject, type Project } from '../../engine/project';
import { ask, choosePath } from '../dialogs';
import { announce, tell } from '../notices';
import { engine } from '../transport';
import { closeDocument, isDirty, type OpenDocument, runsPath, showDocument, updateDocument, useDocument } from './document';
import { dropDraft, saveDraft } from './drafts';
import { mapHistory } from './history';
import { leaveRun } from './leaving';
import { folderOf, projectName, rebaseSource } from './paths';
import { isTraining, resultOf, useRuns } from './runs';

/** Opening, saving and leaving projects. Each function is one gesture of the person, from its questions to its end. */

export function documentName(document: OpenDocument): string {
  return document.path === null ? document.untitled : projectName(document.path);
}

/** Sees to unsaved work and a run under way before the open project gives way. → whether it may. */
export async function confirmLeave(): Promise<boolean> {
  if (!useDocument.getState().document) return true;
  return (await leaveRun()) === 'ended' && confirmChanges();
}

/** The same before the window closes, where the run may also go on without it. `isLast`: no other window would be seen. */
export async function confirmClose({ isLast }: { isLast: boolean }): Promise<'stay' | 'close' | 'background'> {
  if (!isLast) return (await confirmLeave()) ? 'close' : 'stay';
  if (!useDocument.getState().document) return 'close';
  const left = await leaveRun({ mayGoOn: true });
  if (left !== 'ended') return left;
  return (await confirmChanges()) ? 'close' : 'stay';
}

/** Sees to unsaved work. → whether it is saved, or given up. */
async function confirmChanges(): Promise<boolean> {
  const { document } = useDocument.getState();
  if (!document || !isDirty(document)) return true;
  const answer = await ask({
    title: `Save changes to "${documentName(document)}"?`,
    text:
      document.path === null
        ? 'The project has no file yet. Without one, its changes and its runs are lost.'
        : 'Changes since it was last saved are lost otherwise.',
    choices: [
      { value: 'discard', label: 'Do not save', tone: 'danger' },
      { value: 'cancel', label: 'Cancel' },
      { value: 'save', label: 'Save', tone: 'primary' },
    ],
  });
  if (answer === 'save') return saveProject();
  if (answer !== 'discard') return false;
  await dropDraft(document);
  return true;
}

async function showNew(project: Project, untitled: string, saved?: Project | null) {
  const { path: draftPath } = await engine.call('shell.newDraft', {});
  await engine.call('shell.claim', { path: null });
  showDocument({ project, path: null, draftPath, untitled, ...(saved === undefined ? {} : { saved }) });
}

export async function newProject(): Promise<void> {
  if (await confirmLeave()) await showNew(emptyProject, 'untitled');
}

/** Opens a project that stands in no file: a template, or a starter made from a data file. `untitled`: its name until it is saved. */
export async function openUntitled(project: Project, untitled: string): Promise<void> {
  if (!(await confirmLeave())) return;
  const { about: _, ...own } = project;
  await showNew(own, untitled);
}

/** Opens a project file; asks for one unless `path` is given. */
export async function openProject(path?: string): Promise<void> {
  const chosen = path ?? (await choosePath({ is: 'open', kind: 'project' }));
  if (chosen === null || useDocument.getState().document?.path === chosen || !(await confirmLeave())) return;
  const { project } = await engine.call('project.open', { path: chosen });
  await claim(chosen);
  const { path: draftPath } = await engine.call('shell.newDraft', {});
  showDocument({ project, path: chosen, draftPath, untitled: projectName(chosen) });
  await engine.call('shell.remember', { path: chosen, result: null });
}

async function claim(path: string) {
  const { taken } = await engine.call('shell.claim', { path });
  if (taken) throw new Refusal(`"${projectName(path)}" is open in another window: go on there, or close it there first.`);
}

/** → whether the project now stands in its file. */
export async function saveProject(): Promise<boolean> {
  const { document } = useDocument.getState();
  if (!document) return false;
  if (document.path === null) return saveProjectAs();
  await writeProject(document, document.path);
  return true;
}

export async function saveProjectAs(): Promise<boolean> {
  const { document } = useDocument.getState();
  if (!document) return false;
  if (isTraining(useRuns.getState().live)) {
    throw new Refusal('A run is being written beside the project: stop training or wait for its end, then save under a new name.');
  }
  const path = await choosePath({ is: 'save', name: documentName(document) + EXTENSION });
  if (path === null) return false;
  await claim(path);
  await writeProject(document, path);
  return true;
}

async function writeProject(document: OpenDocument, path: string) {
  const moves = path !== document.path;
  const from = document.path === null ? null : folderOf(document.path);
  const rebased = new Map<Project, Project>();
  const rebase = (project: Project) => {
    const known = rebased.get(project) ?? rebaseSource(project, from, folderOf(path));
    rebased.set(project, known);
    return known;
  };
  const saved = rebase(document.history.present);
  await engine.call('project.save', { path, project: saved, movedFrom: moves ? runsPath(document) : null });
  updateDocument((now) => ({ ...now, path, saved, history: moves ? mapHistory(now.history, rebase) : now.history }));
  announce(`Saved "${projectName(path)}".`);
  await dropDraft(document);
  const [newest] = useRuns.getState().list;
  await engine.call('shell.remember', { path, result: newest ? resultOf(newest) : null });
}

/** Back to the start page. */
export async function closeProject(): Promise<void> {
  if (!(await confirmLeave())) return;
  closeDocument();
  await engine.call('shell.claim', { path: null });
}

/** A copy of the project for a browser's downloads. */
export function downloadProject() {
  const { document } = useDocument.getState();
  if (!document) return;
  const blob = new Blob([`${JSON.stringify(document.history.present, null, 2)}\n`], { type: 'application/json' });
  const link = window.document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = documentName(document) + EXTENSION;
  link.click();
  // The download holds on to the blob itself; the address may go once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Goes on with a draft that an earlier window left behind. */
export async function openDraft(draft: Draft): Promise<void> {
  if (!(await confirmLeave())) return;
  if (draft.of !== null) await claim(draft.of);
  showDocument({
    project: draft.project,
    saved: null,
    path: draft.of,
    draftPath: draft.path,
    untitled: draft.of === null ? 'recovered' : projectName(draft.of),
  });
  const { document } = useDocument.getState();
  // Written anew under this window's name, so that no other window takes it for lost.
  if (document) await saveDraft(document);
  tell({ tone: 'success', text: 'Your unsaved work is back. Save the project to keep it.' });
}
