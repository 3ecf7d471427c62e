import { Refusal } from '../../api';
import type { TableRecipe } from '../../project';
import { plural } from '../plural';
import type { Chosen } from './choose';
import { fillGaps, firstKnownRow, rowsFrom, takeRows, wholeRows } from './gaps';
import { orderRows } from './rows';
import type { Table } from './table';
import { layWindows, type Windows } from './windows';

/** A table's chosen columns as whole series in the order of time, and the windows over them. */
export interface Cleaned {
  /** Numbers of the rows in the file, from 0. */
  readonly rows: Int32Array;
  /** By name, without gaps. */
  readonly series: ReadonlyMap<string, Float64Array>;
  readonly windows: Windows;
  readonly notes: readonly string[];
}

/** Orders the rows, deals with gaps and lays the windows, which gaps must know to stay within their part. */
export function cleanTable(table: Table, chosen: Chosen, recipe: TableRecipe): Cleaned {
  const ordered = orderRows(table, chosen.time);
  const notes = [...ordered.notes];
  const all = [...chosen.features, ...chosen.targets];
  const columns = new Map(all.map((column) => [column.name, column.values]));
  const hasGaps = all.some(({ missing }) => missing > 0);
  const fill = hasGaps && recipe.missing !== 'drop' ? recipe.missing : undefined;
  const inOrder = takeRows([...columns.values()], ordered.rows);

  const kept = hasGaps ? keptRows(inOrder, ordered.rows.length, recipe) : undefined;
  const count = kept?.length ?? ordered.rows.length;
  const dropped = ordered.rows.length - count;
  if (count === 0) {
    throw new Refusal('No row has a value in every chosen column: fill the gaps instead of dropping rows, or choose fewer columns.');
  }
  if (dropped > 0) {
    const which = recipe.missing === 'drop' ? 'with a gap' : 'before the first value of every column';
    notes.push(`Left out: ${plural(dropped, 'row')} ${which}.`);
  }

  const windows = layWindows(count, recipe);
  if (windows.leftOut > 0) {
    notes.push(`Left out: ${plural(windows.leftOut, 'window')} with targets on both sides of the end of a part.`);
  }
  const series = new Map<string, Float64Array>();
  const known = kept ? takeRows(inOrder, kept) : inOrder;
  for (const [i, name] of [...columns.keys()].entries()) {
    const column = known[i] ?? new Float64Array();
    const { values, filled } = fill ? fillGaps(column, fill, windows.ends) : { values: column, filled: 0 };
    if (filled > 0) notes.push(`Filled in "${name}": ${plural(filled, 'gap')}, ${HOW[recipe.missing]}.`);
    series.set(name, values);
  }
  return { rows: kept?.map((row) => ordered.rows[row] ?? row) ?? ordered.rows, series, windows, notes };
}

function keptRows(columns: readonly Float64Array[], rows: number, { missing }: TableRecipe): Int32Array {
  return missing === 'drop' ? wholeRows(columns) : rowsFrom(firstKnownRow(columns), rows);
}

const HOW = { interpolate: 'by a line between the values around them', previous: 'with the value before them', drop: '' };
