import type { DataSpec } from '../../nodes';
import type { TableRecipe } from '../../project';
import { type Arrangement, consecutive, type Reading, rowsOf } from '../arrangement';
import type { TablePipeline } from '../pipeline';
import { chooseColumns } from './choose';
import { cleanTable } from './clean';
import { createLabels } from './labels';
import { fitScale, type Scale, scaleColumns } from './scaler';
import type { Table } from './table';
import type { Windows } from './windows';

export interface TableArrangement extends Arrangement {
  readonly is: 'table';
  readonly pipeline: TablePipeline;
  readonly rows: number;
  readonly windows: Windows;
  /** Targets in the data's own units, in the order of the pipeline. */
  readonly targetSeries: readonly Float64Array[];
  /** The moment or the number of a row. */
  readonly label: (row: number) => string;
}

/** Time steps of a target written out in a preview. */
const VALUES_SHOWN = 12;

/**
 * Carries a table's recipe out: rows in the order of time, gaps filled, columns scaled by what the training rows alone say,
 * windows laid. fitted: scales learned before, such as those of a run, instead of new ones.
 */
export function arrangeTable(table: Table, recipe: TableRecipe, fitted: TablePipeline | undefined): TableArrangement {
  const chosen = chooseColumns(table, recipe);
  const { rows, series, windows, notes } = cleanTable(table, chosen, recipe);
  const { features, targets, window, horizon, targetAt, missing, time } = recipe;
  const scales = fitted?.scales ?? [...series].map(([name, values]) => fitScale(name, values, windows.trainingRows, recipe.scaling));
  const pipeline: TablePipeline = { is: 'table', time, features, targets, window, horizon, targetAt, missing, scales };
  const all = [...table.notes, ...notes, ...(fitted ? [] : constantNotes(scales, series, windows, recipe))];

  const input: Reading = { ...matrixOf(features, series, scales), steps: window, span: spanFrom(window, 0) };
  const reach = targetAt === 'after' ? { steps: horizon, from: window } : { steps: window, from: horizon };
  const target: Reading = { ...matrixOf(targets, series, scales), steps: reach.steps, span: spanFrom(reach.steps, reach.from) };
  const label = createLabels(chosen.time, rows);
  return {
    is: 'table',
    spec: specOf(recipe),
    ...windows,
    pipeline,
    rows: rows.length,
    windows,
    input: { ...input, oneHot: null },
    target,
    targetSeries: targets.map((name) => series.get(name) ?? new Float64Array()),
    label,
    notes: all,
    show: (sample) => {
      const line = (names: readonly string[]) => (row: number) => names.map((name) => format(series.get(name)?.[row])).join(', ');
      const targetRows = [...rowsOf(target, sample)];
      const shown = targetRows
        .slice(0, VALUES_SHOWN)
        .map(line(targets))
        .join(targets.length > 1 ? '; ' : ', ');
      return {
        input: [...rowsOf(input, sample)].map((row) => `${label(row)}: ${line(features)(row)}`),
        target: targetRows.length > VALUES_SHOWN ? `${shown} …` : shown,
      };
    },
  };
}

/** Shapes of one sample: input [window, features]; target [horizon × targets], or [window, targets] at every step. */
function specOf({ features, targets, window, horizon, targetAt }: TableRecipe): DataSpec {
  const shape = targetAt === 'after' ? [horizon * targets.length] : [window, targets.length];
  return {
    input: { shape: [window, features.length], dtype: 'float' },
    columns: features,
    target: { is: 'values', shape, columns: targets },
  };
}

function spanFrom(steps: number, from: number): Reading['span'] {
  return (sample) => consecutive(sample + from, steps);
}

/** Scaled columns side by side, row by row. */
function matrixOf(names: readonly string[], series: ReadonlyMap<string, Float64Array>, scales: readonly Scale[]) {
  const cells = scaleColumns(names.map((name) => [series.get(name) ?? new Float64Array(), scaleOf(scales, name)]));
  return { cells, columns: names.length };
}

export function scaleOf(scales: readonly Scale[], column: string): Scale {
  const scale = scales.find((one) => one.column === column);
  if (!scale) throw new Error(`The pipeline has no scale for the column "${column}".`);
  return scale;
}

function constantNotes(
  scales: readonly Scale[],
  series: ReadonlyMap<string, Float64Array>,
  { trainingRows }: Windows,
  { scaling }: TableRecipe,
): string[] {
  if (scaling === 'none') return [];
  return scales
    .filter(({ column }) => isFlat(series.get(column) ?? new Float64Array(), trainingRows))
    .map(({ column }) => `The column "${column}" never changes in the training part: it tells the network nothing and is only moved to 0.`);
}

function isFlat(values: Float64Array, rows: number): boolean {
  for (let row = 1; row < rows; row++) if (values[row] !== values[0]) return false;
  return true;
}

/** At most six significant digits. */
function format(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toPrecision(6)));
}
