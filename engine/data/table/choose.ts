import { Refusal } from '../../api';
import type { TableRecipe } from '../../project';
import { isConstant, summarise } from './scaler';
import type { Column, Table } from './table';

/** A column that can enter a network. */
export type NumberColumn = Extract<Column, { type: 'number' | 'boolean' }>;

export interface Chosen {
  readonly time: Column | null;
  readonly features: readonly NumberColumn[];
  readonly targets: readonly NumberColumn[];
}

/** Names listed in a sentence before it trails off. */
const NAMES_LISTED = 8;

/** The columns a recipe names; one that is missing or holds no numbers is refused. */
export function chooseColumns(table: Table, { time, features, targets }: Pick<TableRecipe, 'time' | 'features' | 'targets'>): Chosen {
  if (features.length === 0) throw new Refusal('No feature column is chosen: choose at least one in the Data panel.');
  if (targets.length === 0) throw new Refusal('No target column is chosen: choose the column to forecast in the Data panel.');
  for (const [role, names] of Object.entries({ feature: features, target: targets })) {
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new Refusal(`The column "${twice}" is chosen twice as a ${role}: remove one of them.`);
  }
  const chosen = {
    time: time === null ? null : findColumn(table, time),
    features: features.map((name) => numberColumn(table, name, 'feature')),
    targets: targets.map((name) => numberColumn(table, name, 'target')),
  };
  for (const { name, values } of chosen.targets) {
    const { min, max } = summarise(values);
    if (isConstant({ factor: max - min, min, max })) {
      throw new Refusal(`The target "${name}" is ${min} in every row, so there is nothing to forecast: choose another column.`);
    }
  }
  return chosen;
}

function findColumn(table: Table, name: string): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found) return found;
  const names = table.columns.slice(0, NAMES_LISTED).map((column) => `"${column.name}"`);
  const rest = table.columns.length > NAMES_LISTED ? `, and ${table.columns.length - NAMES_LISTED} more` : '';
  throw new Refusal(`${table.name} has no column "${name}": choose one of ${names.join(', ')}${rest}.`);
}

function numberColumn(table: Table, name: string, role: 'feature' | 'target'): NumberColumn {
  const column = findColumn(table, name);
  if (column.missing === table.rows) throw new Refusal(`The ${role} "${name}" has no value in any row: choose another column.`);
  if (column.type === 'text') {
    throw new Refusal(`The ${role} "${name}" holds text, such as "${column.example}": choose a column of numbers.`);
  }
  if (column.type === 'time') {
    throw new Refusal(`The ${role} "${name}" holds moments: choose a column of numbers, and use "${name}" as the time column.`);
  }
  return column;
}
