import type { Profile, TableProfile } from '../../engine/api';
import type { CharactersRecipe, LabelledRecipe, Recipe, Source, TableRecipe, TaskRecipe, WordsRecipe } from '../../engine/project';
import { labelledRecipe, type Starter, starterRecipe, tableRecipe } from '../start/starter';

/** Other data for a project: its settings stay where they still mean something. */
export function recipeForSource(now: Recipe, profile: Profile, source: Source): Starter<Recipe> {
  if (now.is === 'table' && profile.is === 'table') {
    const names = new Set(profile.columns.map(({ name }) => name));
    const used = [...now.features, ...now.targets, ...(now.time === null ? [] : [now.time])];
    if (used.every((name) => names.has(name))) return { is: 'fits', value: { ...now, source } };
  }
  if (now.is === 'labelled' && profile.is === 'table') {
    const names = new Set(profile.columns.map(({ name }) => name));
    if (names.has(now.text) && names.has(now.label)) return { is: 'fits', value: { ...now, source } };
  }
  if ((now.is === 'words' || now.is === 'characters') && profile.is === 'text') return { is: 'fits', value: { ...now, source } };
  return starterRecipe(profile, source);
}

/** A table read as texts with labels, or as numbers in time. */
export function readAsLabelled(profile: TableProfile, source: Source): Starter<LabelledRecipe> {
  if (profile.labelled) return { is: 'fits', value: labelledRecipe(profile.labelled, source) };
  return { is: 'refused', text: `"${profile.name}" has no column of texts with a column of labels beside it.` };
}

export function readAsSeries(profile: TableProfile, source: Source): Starter<TableRecipe> {
  return tableRecipe(profile, source);
}

/** A text read the other way. */
export function readByWords({ source, split }: CharactersRecipe): WordsRecipe {
  return { is: 'words', source, length: null, maxWords: null, split };
}

/** Time steps that are enough to know a word by, and few enough to train fast. */
const USUAL_WINDOW = 40;

export function readByCharacters({ source, split }: WordsRecipe): CharactersRecipe {
  return { is: 'characters', source, lowerCase: true, window: USUAL_WINDOW, stride: 1, encoding: 'index', split };
}

/** A text to be typed in. */
export const typedText: WordsRecipe = {
  is: 'words',
  source: { is: 'inline', text: '' },
  length: null,
  maxWords: null,
  split: { train: 1, validation: 0 },
};

/** Sequences to begin with: long enough that a simple RNN forgets, short enough that an LSTM learns them in a minute. */
export const usualTask: TaskRecipe = {
  is: 'task',
  kind: 'adding',
  length: 50,
  samples: 2000,
  seed: 1,
  split: { train: 0.8, validation: 0.1 },
};
