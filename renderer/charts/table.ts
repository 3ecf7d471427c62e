import type { Across } from './frame';
import type { Series } from './points';

/** The numbers behind a chart as comma-separated text: a line per place on the axis, a column per curve, gaps left empty. RFC 4180. */
export function chartTable(series: readonly Series[], across: Across): string {
  const rows = new Map<number, (number | null | undefined)[]>();
  series.forEach(({ points }, column) => {
    for (const { x, y } of points) {
      const row = rows.get(x) ?? Array.from<number | null | undefined>({ length: series.length });
      row[column] = y;
      rows.set(x, row);
    }
  });
  const head = [across.label || 'At', ...series.map(({ label }) => label)];
  const lines = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([x, row]) => [across.raw?.(x) ?? String(x), ...row.map((y) => (y === null || y === undefined ? '' : String(y)))]);
  return [head, ...lines].map((line) => `${line.map(quote).join(',')}\r\n`).join('');
}

function quote(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
