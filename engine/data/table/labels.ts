import type { Column } from './table';

const DAY = 24 * 3600 * 1000;

/**
 * Names rows by their moment: `2012-01-31`, with the time of day `2012-01-31T14:30:00` (UTC) where any row has one; a number
 * as it is. Without a time column by their number in the file, from 1. rows: numbers in the file, from 0.
 * Rows beyond the last are named as they would be if the series went on at its usual pace.
 */
export function createLabels(time: Column | null, rows: Int32Array): (row: number) => string {
  const last = rows.length - 1;
  if (time === null || time.type === 'text') return (row) => String((rows[Math.min(row, last)] ?? 0) + 1 + Math.max(0, row - last));
  const known = (row: number) => time.values[rows[row] ?? 0] ?? Number.NaN;
  const pace = usualPace(Array.from({ length: last }, (_, row) => known(row + 1) - known(row)));
  if (time.type !== 'time') return (row) => String(row <= last ? known(row) : known(last) + (row - last) * pace);
  const length = time.values.every((moment) => Number.isNaN(moment) || moment % DAY === 0)
    ? '2012-01-31'.length
    : '2012-01-31T14:30:00'.length;
  return (row) => formatMoment(row <= last ? known(row) : goOn(known(last), row - last, pace), length);
}

/** ISO 8601 in UTC, cut to `length` characters where it is a four-digit year. */
export function formatMoment(moment: number, length = Number.POSITIVE_INFINITY): string {
  const date = new Date(moment);
  // Beyond the year 275,760 there is no date in JavaScript.
  if (Number.isNaN(date.getTime())) return String(moment);
  const text = date.toISOString();
  return /^[+-]/.test(text) ? text : text.slice(0, length);
}

/** The median step; 1 where there is none. */
function usualPace(steps: readonly number[]): number {
  const sorted = [...steps].filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}

/** `steps` steps after a moment: by the calendar where the pace is that of months or years, else by the clock. */
function goOn(from: number, steps: number, pace: number): number {
  const months = Math.round(pace / (30.44 * DAY));
  const isCalendar = months >= 1 && Math.abs(pace - months * 30.44 * DAY) < 3 * DAY;
  if (!isCalendar) return from + steps * pace;
  const date = new Date(from);
  const day = date.getUTCDate();
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + steps * months, 1, date.getUTCHours(), date.getUTCMinutes());
  const next = new Date(first);
  const daysInMonth = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(day, daysInMonth) - 1) * DAY;
}
