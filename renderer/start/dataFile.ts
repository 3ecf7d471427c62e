import { create } from 'zustand';
import { Refusal } from '../../engine/api';
import type { Source } from '../../engine/project';
import { choosePath } from '../dialogs';
import { sayFailure } from '../panel';
import { fileName, openUntitled, showPanel, useDocument } from '../store';
import { engine } from '../transport';
import { starterProject, starterRecipe } from './starter';

/** From a person's own file to a project that trains: by choice in a dialog, by dropping, or from another window. */

type Reading =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly name: string }
  | { readonly is: 'refused'; readonly text: string };

export const useReading = create<{ readonly reading: Reading }>()(() => ({ reading: { is: 'idle' } }));

/** Reads a CSV or text, lays out a network that fits it, and opens both as a new project. What keeps it from that is said on the start page; with a project open it rejects. */
export async function openDataFile(path: string): Promise<void> {
  const name = fileName(path);
  useReading.setState({ reading: { is: 'reading', name } });
  try {
    const source: Source = { is: 'file', path };
    const profile = await engine.job('profile', { source, projectPath: null }).result;
    const starter = starterRecipe(profile, source);
    if (starter.is === 'refused') throw new Refusal(starter.text);
    const prepared = await engine.job('prepare', { recipe: starter.value, projectPath: null, from: 0, show: 0 }).result;
    await openUntitled(starterProject(starter.value, prepared), name.replace(/\.[^.]+$/, '') || name);
    showPanel('data');
    useReading.setState({ reading: { is: 'idle' } });
  } catch (error) {
    // Without the start page there is no place for it but a notice.
    if (useDocument.getState().document) {
      useReading.setState({ reading: { is: 'idle' } });
      throw error;
    }
    useReading.setState({ reading: { is: 'refused', text: sayFailure(error) } });
  }
}

/** Asks for a file first. */
export async function chooseDataFile(): Promise<void> {
  const path = await choosePath({ is: 'open', kind: 'data' });
  if (path !== null) await openDataFile(path);
}
