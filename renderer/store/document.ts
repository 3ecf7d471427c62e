import { create } from 'zustand';
import { emptyGraph, type Graph } from '../../engine/graph';
import type { Project } from '../../engine/project';
import { beginHistory, type EditOptions, endGesture, type History, recordEdit, redo, redoLabel, undo, undoLabel } from './history';

/** The open project with its history. */

export interface OpenDocument {
  readonly history: History<Project>;
  /** Its file; null until it is saved for the first time. */
  readonly path: string | null;
  /** Where its draft stands; runs of a project without a file stand beside it. */
  readonly draftPath: string;
  /** The name it is shown by until it has a file. */
  readonly untitled: string;
  /** What its file holds; null where unsaved work exists that no state equals, such as a run of a project without a file. */
  readonly saved: Project | null;
}

interface DocumentState {
  /** null shows the start page. */
  readonly document: OpenDocument | null;
}

export const useDocument = create<DocumentState>()(() => ({ document: null }));

/** Takes a project into the window with a fresh history. `saved`: what stands in its file, where that differs. */
export function showDocument(opened: Omit<OpenDocument, 'history' | 'saved'> & { project: Project; saved?: Project | null }) {
  const { project, saved = project, ...rest } = opened;
  useDocument.setState({ document: { ...rest, saved, history: beginHistory(project) } });
}

export function closeDocument() {
  useDocument.setState({ document: null });
}

export function updateDocument(change: (document: OpenDocument) => OpenDocument) {
  useDocument.setState(({ document }) => (document ? { document: change(document) } : {}));
}

function updateHistory(change: (history: History<Project>) => History<Project>) {
  const { document } = useDocument.getState();
  if (!document) return;
  const history = change(document.history);
  if (history !== document.history) useDocument.setState({ document: { ...document, history } });
}

/** Changes the project: one undo step, or part of the gesture under way. `label` is what undo says: `Set units`. */
export function edit(label: string, change: (project: Project) => Project, options?: EditOptions) {
  updateHistory((history) => recordEdit(history, change(history.present), label, options));
}

export function editGraph(label: string, change: (graph: Graph) => Graph, options?: EditOptions) {
  edit(
    label,
    (project) => {
      const graph = change(project.graph);
      return graph === project.graph ? project : { ...project, graph };
    },
    options,
  );
}

/** Ends a gesture, such as typing in a field, so that the next edit is a step of its own. */
export function settleGesture() {
  updateHistory(endGesture);
}

export function undoEdit() {
  updateHistory(undo);
}

export function redoEdit() {
  updateHistory(redo);
}

/** The open project; throws where none is open, which no part of the editor is drawn for. */
export function currentProject(): Project {
  const { document } = useDocument.getState();
  if (!document) throw new Error('No project is open.');
  return document.history.present;
}

export function currentGraph(): Graph {
  return useDocument.getState().document?.history.present.graph ?? emptyGraph;
}

/** The path that runs stand beside: the project's file, or its draft while it has none. */
export function runsPath(document: OpenDocument): string {
  return document.path ?? document.draftPath;
}

export function isDirty(document: OpenDocument | null): boolean {
  return document !== null && document.saved !== document.history.present;
}

/** The open project; only what is drawn while one is open may ask. */
export function useProject(): Project {
  return useDocument((state) => {
    if (!state.document) throw new Error('No project is open.');
    return state.document.history.present;
  });
}

export function useGraph(): Graph {
  return useDocument((state) => state.document?.history.present.graph ?? emptyGraph);
}

/** What undo and redo would do, for their buttons. */
export function useUndoLabels(): { undo: string | undefined; redo: string | undefined } {
  const undoes = useDocument(({ document }) => (document ? undoLabel(document.history) : undefined));
  const redoes = useDocument(({ document }) => (document ? redoLabel(document.history) : undefined));
  return { undo: undoes, redo: redoes };
}
