import { SegmentedControl, Select } from '@mantine/core';
import type { TableProfile } from '../../engine/api';
import { type TableRecipe, tableSchema } from '../../engine/project';
import { Field, NumberField } from '../fields';
import { settleGesture } from '../store';
import classes from './data.module.css';
import { ReadAs } from './ReadAs';
import { setTable } from './recipeEdits';

const FILE_ORDER = '';

/** From rows to windows: order, length, distance, gaps and scale. */
export function TableSettings({ recipe, profile }: { recipe: TableRecipe; profile: TableProfile | null }) {
  const orders = profile?.columns.filter(({ type }) => type !== 'text' && type !== 'boolean').map(({ name }) => name) ?? [];
  return (
    <form className={classes.settings} aria-label="Windows" onSubmit={(event) => event.preventDefault()}>
      <ReadAs recipe={recipe} profile={profile} />
      <Field label="Order of rows" help="Windows run along this column. Take the one that holds the time.">
        <Select
          aria-label="Order of rows"
          value={recipe.time ?? FILE_ORDER}
          data={[{ value: FILE_ORDER, label: 'as in the file' }, ...new Set([...orders, ...(recipe.time === null ? [] : [recipe.time])])]}
          onChange={(time) => setTable('Set the order of rows', { time: time === FILE_ORDER ? null : time })}
        />
      </Field>
      <NumberField
        label="Window"
        help="Time steps the network looks back on. Long enough to hold what repeats."
        value={recipe.window}
        schema={tableSchema.shape.window}
        step={1}
        onChange={(window) => setTable('Set window', { window })}
        onSettle={settleGesture}
      />
      <NumberField
        label="Horizon"
        help={
          recipe.targetAt === 'after'
            ? 'How many steps after the window are forecast.'
            : 'How many steps after each time step its target lies.'
        }
        value={recipe.horizon}
        schema={tableSchema.shape.horizon}
        step={1}
        onChange={(horizon) => setTable('Set horizon', { horizon })}
        onSettle={settleGesture}
      />
      <Field label="Target" help="After the window: one forecast for each window. Every step: one for each time step in it.">
        <SegmentedControl
          aria-label="Where the target lies"
          fullWidth
          className={classes.wide}
          value={recipe.targetAt}
          onChange={(value) => setTable('Set target', { targetAt: value === 'everyStep' ? 'everyStep' : 'after' })}
          data={[
            { value: 'after', label: 'after' },
            { value: 'everyStep', label: 'every step' },
          ]}
        />
      </Field>
      <Field
        label="Missing values"
        help="Interpolate: on a line between neighbours. Previous: the last known value. Drop: the whole row goes."
      >
        <Select
          aria-label="Missing values"
          value={recipe.missing}
          data={[
            { value: 'interpolate', label: 'interpolate' },
            { value: 'previous', label: 'take the previous' },
            { value: 'drop', label: 'drop the row' },
          ]}
          onChange={(value) => setTable('Set missing values', { missing: tableSchema.shape.missing.parse(value) })}
        />
      </Field>
      <Field label="Scaling" help="Fitted on the training rows alone. Standard: mean 0, deviation 1. Min–max: from 0 to 1.">
        <Select
          aria-label="Scaling"
          value={recipe.scaling}
          data={[
            { value: 'standard', label: 'standard' },
            { value: 'minMax', label: 'min–max' },
            { value: 'none', label: 'none' },
          ]}
          onChange={(value) => setTable('Set scaling', { scaling: tableSchema.shape.scaling.parse(value) })}
        />
      </Field>
    </form>
  );
}
