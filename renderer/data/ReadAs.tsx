import { SegmentedControl } from '@mantine/core';
import type { TableProfile } from '../../engine/api';
import type { LabelledRecipe, TableRecipe } from '../../engine/project';
import { Field } from '../fields';
import { tell } from '../notices';
import classes from './data.module.css';
import { setRecipe } from './recipeEdits';
import { readAsLabelled, readAsSeries } from './sourceChange';

/** A table with a column of texts can be read in two ways; for any other there is nothing to choose. */
export function ReadAs({ recipe, profile }: { recipe: TableRecipe | LabelledRecipe; profile: TableProfile | null }) {
  if (!profile || (profile.labelled === null && recipe.is === 'table')) return null;
  const change = (value: string) => {
    if (value === recipe.is) return;
    const next = value === 'labelled' ? readAsLabelled(profile, recipe.source) : readAsSeries(profile, recipe.source);
    if (next.is === 'fits') setRecipe(value === 'labelled' ? 'Read as labelled texts' : 'Read as a series', next.value);
    else tell({ tone: 'error', text: next.text });
  };
  return (
    <Field label="Read as" help="Texts with a label each, in any order; or numbers that follow each other in time.">
      <SegmentedControl
        aria-label="Read as"
        fullWidth
        className={classes.wide}
        value={recipe.is}
        data={[
          { value: 'labelled', label: 'texts' },
          { value: 'table', label: 'series' },
        ]}
        onChange={change}
      />
    </Field>
  );
}
