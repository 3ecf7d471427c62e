import { Refusal } from '../../api';
import { plural } from '../plural';
import { rowsFrom, takeRows } from './gaps';
import type { Column, Table } from './table';

/** The rows of a table in the order of time. */
export interface Ordered {
  /** Numbers of rows in the file, from 0, in order; rows without a moment are left out. */
  readonly rows: Int32Array;
  readonly notes: readonly string[];
}

/** More rows at moments of other rows than this share, and the table holds several series one below the other. */
const MAX_REPEATED_SHARE = 0.01;
/** A step of more than this many usual ones is a gap in time. Months differ by a tenth. */
const MIN_GAP = 1.5;

/** Orders rows by a column; rows of the same moment stay in the order of the file. time: null keeps the order of the file. */
export function orderRows(table: Table, time: Column | null): Ordered {
  if (time === null) return { rows: rowsFrom(0, table.rows), notes: [] };
  if (time.type === 'text' || time.type === 'boolean') {
    const held = time.type === 'text' ? `text, such as "${time.example}"` : 'true and false';
    throw new Refusal(
      `The time column "${time.name}" holds ${held}: choose a column of dates or numbers, or none to keep the file's order.`,
    );
  }
  const { values } = time;
  const notes: string[] = [];
  let rows = rowsWithMoments(values);
  if (rows.length === 0) throw new Refusal(`The time column "${time.name}" has no values: choose another one, or none.`);
  if (rows.length < table.rows) notes.push(`Left out: ${plural(table.rows - rows.length, 'row')} without a moment in "${time.name}".`);
  if (!isSorted(values, rows)) {
    rows = rows.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
    notes.push(`Rows were sorted by "${time.name}": in the file they are not in the order of time.`);
  }
  const [moments = values] = takeRows([values], rows);
  notes.push(...checkMoments(time.name, moments));
  return { rows, notes };
}

function rowsWithMoments(values: Float64Array): Int32Array {
  const rows = new Int32Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) rows[count++] = row;
  return rows.subarray(0, count);
}

function isSorted(values: Float64Array, rows: Int32Array): boolean {
  for (let i = 1; i < rows.length; i++) if ((values[rows[i - 1] ?? 0] ?? 0) > (values[rows[i] ?? 0] ?? 0)) return false;
  return true;
}

/** Repeated moments and gaps of a sorted series. */
function checkMoments(name: string, moments: Float64Array): string[] {
  const forward = stepsForward(moments);
  const repeated = Math.max(0, moments.length - 1) - forward.length;
  if (repeated > moments.length * MAX_REPEATED_SHARE) {
    throw new Refusal(
      `Of ${plural(moments.length, 'row')}, ${repeated} repeat a moment of "${name}", as if several series stood one below the other: keep one of them in the file, or choose no time column.`,
    );
  }
  const notes: string[] = [];
  if (repeated > 0) notes.push(`Kept in the order of the file: ${plural(repeated, 'row')} at a moment of "${name}" that another row has.`);
  const usual = forward.slice().sort()[Math.floor(forward.length / 2)] ?? 0;
  const gaps = forward.filter((step) => step > usual * MIN_GAP).length;
  if (gaps > 0) {
    notes.push(`Moments are missing in "${name}" at ${plural(gaps, 'place')}: windows take the rows on both sides for neighbours.`);
  }
  return notes;
}

function stepsForward(moments: Float64Array): Float64Array {
  const steps = new Float64Array(moments.length);
  let count = 0;
  for (let i = 1; i < moments.length; i++) {
    const step = (moments[i] ?? 0) - (moments[i - 1] ?? 0);
    if (step > 0) steps[count++] = step;
  }
  return steps.subarray(0, count);
}
