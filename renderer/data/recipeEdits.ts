import {
  type CharactersRecipe,
  type LabelledRecipe,
  type Recipe,
  type Split,
  type TableRecipe,
  type TaskRecipe,
  type WordsRecipe,
  withSource,
} from '../../engine/project';
import { edit } from '../store';

/** Changes of the open project's recipe, each a step that can be undone; keystrokes in one field are one step. */

export function setRecipe(label: string, recipe: Recipe) {
  edit(label, (project) => ({ ...project, data: recipe }));
}

export function setTable(label: string, change: Partial<TableRecipe>) {
  edit(label, (project) => (project.data.is === 'table' ? { ...project, data: { ...project.data, ...change } } : project), gesture(label));
}

export function setWords(label: string, change: Partial<WordsRecipe>) {
  edit(label, (project) => (project.data.is === 'words' ? { ...project, data: { ...project.data, ...change } } : project), gesture(label));
}

export function setCharacters(label: string, change: Partial<CharactersRecipe>) {
  edit(
    label,
    (project) => (project.data.is === 'characters' ? { ...project, data: { ...project.data, ...change } } : project),
    gesture(label),
  );
}

export function setLabelled(label: string, change: Partial<LabelledRecipe>) {
  edit(
    label,
    (project) => (project.data.is === 'labelled' ? { ...project, data: { ...project.data, ...change } } : project),
    gesture(label),
  );
}

export function setTask(label: string, change: Partial<TaskRecipe>) {
  edit(label, (project) => (project.data.is === 'task' ? { ...project, data: { ...project.data, ...change } } : project), gesture(label));
}

export function setSplit(split: Split) {
  const label = 'Divide the data';
  edit(label, (project) => (project.data.is === 'none' ? project : { ...project, data: { ...project.data, split } }), gesture(label));
}

export function setTypedText(text: string) {
  const label = 'Type text';
  const source = { is: 'inline', text } as const;
  edit(label, (project) => ({ ...project, data: withSource(project.data, source) }), gesture(label));
}

const gesture = (label: string) => ({ gesture: `data ${label}` });
