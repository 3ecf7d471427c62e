import { Refusal } from '../api';
import type { Recipe, TaskRecipe } from '../project';
import { arrangeLabelled, type LabelledArrangement } from './labelled/arrange';
import { readLabelled } from './labelled/rows';
import type { Pipeline } from './pipeline';
import { createRecentlyUsed } from './recentlyUsed';
import { type Located, locate, type Places, readText } from './source/source';
import { arrangeTable, type TableArrangement } from './table/arrange';
import { openTable } from './table/open';
import { arrangeTask, type TaskArrangement } from './task/arrange';
import type { TextArrangement } from './text/arrangement';
import { arrangeCharacters } from './text/characters';
import { arrangeWords } from './text/words';

export type AnyArrangement = TableArrangement | TextArrangement | LabelledArrangement | TaskArrangement;

/** Where the data stand, and what earlier data taught: scales or a vocabulary to apply instead of learning new ones. */
export interface ArrangeOptions extends Places {
  readonly fitted?: Pipeline;
  /** Labels may be missing, of texts that are to be predicted alone. */
  readonly labels?: 'optional';
}

const ARRANGEMENTS_KEPT = 2;
const TEXTS_KEPT = 2;

const arrangements = createRecentlyUsed<AnyArrangement>(ARRANGEMENTS_KEPT);
const texts = createRecentlyUsed<string>(TEXTS_KEPT);

/** Carries a recipe out on plain arrays. What was read and arranged last is remembered until recipe or file change. */
export async function arrange(recipe: Recipe, { fitted, labels, ...places }: ArrangeOptions): Promise<AnyArrangement> {
  if (recipe.is === 'none') throw new Refusal('The project has no data yet: load a file in the Data panel.');
  if (recipe.is === 'task') return arrangements.get(JSON.stringify(recipe), async () => arrangeTask(recipe));
  const located = await locate(recipe.source, places);
  const key = JSON.stringify([located.stamp, recipe, fitted, labels]);
  return arrangements.get(key, () => arrangeLocated(recipe, located, { fitted, labels }));
}

/** Changes whenever the data of a recipe may have changed. */
export async function stampOf(recipe: Recipe, places: Places): Promise<string> {
  return recipe.is === 'none' || recipe.is === 'task' ? '' : (await locate(recipe.source, places)).stamp;
}

/** The text of a source, remembered until its file changes. */
export function openText(located: Located): Promise<string> {
  return texts.get(located.stamp, () => readText(located));
}

async function arrangeLocated(
  recipe: Exclude<Recipe, { is: 'none' } | TaskRecipe>,
  located: Located,
  { fitted, labels }: { fitted: Pipeline | undefined; labels: ArrangeOptions['labels'] },
): Promise<AnyArrangement> {
  if (fitted && fitted.is !== recipe.is) throw new Error(`A pipeline of ${fitted.is} cannot be applied to a recipe of ${recipe.is}.`);
  switch (recipe.is) {
    case 'labelled':
      return arrangeLabelled(
        await readLabelled(located, recipe, { needsLabels: labels !== 'optional' }),
        recipe,
        fitted?.is === 'labelled' ? fitted : undefined,
      );
    case 'table':
      return arrangeTable(await openTable(located), recipe, fitted?.is === 'table' ? fitted : undefined);
    case 'words':
      return arrangeWords(await openText(located), recipe, fitted?.is === 'words' ? fitted : undefined);
    case 'characters':
      return arrangeCharacters(await openText(located), recipe, fitted?.is === 'characters' ? fitted : undefined);
  }
}
