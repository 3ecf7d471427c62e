import { useEffect, useState } from 'react';
import type { Template } from '../../engine/api';
import { Refusal } from '../../engine/api';
import { type Source, sourceOf } from '../../engine/project';
import { choosePath } from '../dialogs';
import { currentProject, useDocument } from '../store';
import { engine } from '../transport';
import { setRecipe } from './recipeEdits';
import { recipeForSource, typedText } from './sourceChange';

/** Looks at other data and takes them into the project. A file that cannot be taken rejects with why. */
export async function takeSource(source: Source, label: string): Promise<void> {
  const projectPath = useDocument.getState().document?.path ?? null;
  const profile = await engine.job('profile', { source, projectPath }).result;
  const starter = recipeForSource(currentProject().data, profile, source);
  if (starter.is === 'refused') throw new Refusal(starter.text);
  setRecipe(label, starter.value);
}

export async function chooseFile(): Promise<void> {
  const path = await choosePath({ is: 'open', kind: 'data' });
  if (path !== null) await takeSource({ is: 'file', path }, 'Open data');
}

export function typeText() {
  const { data } = currentProject();
  const source = typedText.source;
  setRecipe('Type text', data.is === 'words' || data.is === 'characters' ? { ...data, source } : typedText);
}

export interface Sample {
  readonly name: string;
  readonly usedBy: string;
}

/** Sample files that come with the program, by the templates that use them. */
export function useSamples(): readonly Sample[] {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    let current = true;
    engine.call('templates.list', {}).then(
      (templates) => current && setSamples(samplesOf(templates)),
      () => undefined, // Without the list there are no samples to offer; the start page says why.
    );
    return () => {
      current = false;
    };
  }, []);
  return samples;
}

export function samplesOf(templates: readonly Template[]): Sample[] {
  const found = new Map<string, Sample>();
  for (const { id, project } of templates) {
    const source = sourceOf(project.data);
    if (source?.is !== 'sample' || found.has(source.name)) continue;
    found.set(source.name, { name: source.name, usedBy: project.about?.title ?? id });
  }
  return [...found.values()];
}
