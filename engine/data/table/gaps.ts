import type { TableRecipe } from '../../project';

/** What becomes of cells without a value. Columns are arrays of one length, NaN where a value is missing. */

/** Rows that have a value in every column. */
export function wholeRows(columns: readonly Float64Array[]): Int32Array {
  const rows: number[] = [];
  const length = columns[0]?.length ?? 0;
  for (let row = 0; row < length; row++) if (columns.every((column) => !Number.isNaN(column[row]))) rows.push(row);
  return Int32Array.from(rows);
}

/** The first row from which on every column has had a value; the number of rows where one never has. */
export function firstKnownRow(columns: readonly Float64Array[]): number {
  let first = 0;
  for (const column of columns) {
    const known = column.findIndex((value) => !Number.isNaN(value));
    first = Math.max(first, known < 0 ? column.length : known);
  }
  return first;
}

/** The rows from `first` on, of `count` in all. */
export function rowsFrom(first: number, count: number): Int32Array {
  const rows = new Int32Array(count - first);
  for (let i = 0; i < rows.length; i++) rows[i] = first + i;
  return rows;
}

/** Some rows of columns of one length, in their order; the columns themselves where they are all of them as they stand. */
export function takeRows(columns: readonly Float64Array[], rows: Int32Array): readonly Float64Array[] {
  const isWhole = rows.length === columns[0]?.length && isConsecutive(rows);
  return isWhole ? columns : columns.map((column) => takeColumn(column, rows));
}

// A loop without a way out of it, since the rows nearly always are.
function isConsecutive(rows: Int32Array): boolean {
  let moved = 0;
  for (let i = 0; i < rows.length; i++) moved |= (rows[i] as number) ^ i;
  return moved === 0;
}

function takeColumn(column: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = column[rows[i] ?? 0] ?? Number.NaN;
  return taken;
}

/**
 * The column with its gaps filled, where its first value is known, and how many cells that were; the column itself without any.
 *
 * `previous` repeats the last value. `interpolate` draws a straight line over the rows to the next one; at the end of the
 * column, and up to a row in `ends`, it repeats the last value instead, so that no part of the data knows what follows it.
 */
export function fillGaps(
  given: Float64Array,
  how: Exclude<TableRecipe['missing'], 'drop'>,
  ends: readonly number[],
): { values: Float64Array; filled: number } {
  if (!hasGap(given)) return { values: given, filled: 0 };
  const column = given.slice();
  let filled = 0;
  for (let row = 1; row < column.length; row++) {
    if (!Number.isNaN(column[row])) continue;
    let next = row;
    while (next < column.length && Number.isNaN(column[next])) next++;
    const known = column[row - 1] ?? Number.NaN;
    const following = how === 'interpolate' && next < column.length ? (column[next] ?? known) : known;
    const lineStart = Math.max(row, ...ends.filter((end) => end <= next));
    for (let cell = row; cell < next; cell++) {
      const share = cell < lineStart ? 0 : (cell - lineStart + 1) / (next - lineStart + 1);
      column[cell] = known + (following - known) * share;
    }
    filled += next - row;
    row = next;
  }
  return { values: column, filled };
}

// A loop of its own: with a function called for every cell it takes five times as long.
function hasGap(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row])) return true;
  return false;
}
