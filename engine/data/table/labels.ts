import type { Column } from './table';

const DAY = 24 * 3600 * 1000;

/**
 * Names rows by their moment: `2012-01-31`, with the time of day `2012-01-31T14:30:00` (UTC) where any row has one; a number
 * as it is. Without a time column by their number in the file, from 1. rows: numbers in the file, from 0.
 */
export function createLabels(time: Column | null, rows: Int32Array): (row: number) => string {
  if (time === null || time.type === 'text') return (row) => String((rows[row] ?? row) + 1);
  const at = (row: number) => time.values[rows[row] ?? 0] ?? Number.NaN;
  if (time.type !== 'time') return (row) => String(at(row));
  const length = time.values.every((moment) => Number.isNaN(moment) || moment % DAY === 0)
    ? '2012-01-31'.length
    : '2012-01-31T14:30:00'.length;
  return (row) => formatMoment(at(row), length);
}

/** ISO 8601 in UTC, cut to `length` characters where it is a four-digit year. */
export function formatMoment(moment: number, length = Number.POSITIVE_INFINITY): string {
  const date = new Date(moment);
  // Beyond the year 275,760 there is no date in JavaScript.
  if (Number.isNaN(date.getTime())) return String(moment);
  const text = date.toISOString();
  return /^[+-]/.test(text) ? text : text.slice(0, length);
}
