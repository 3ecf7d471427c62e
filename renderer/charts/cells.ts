import { mix, type Rgb } from './colours';

/** Values in rows and columns; null where there is none. */
export type Rows = readonly (readonly (number | null)[])[];

/** What a heat map's colours mean: counts from nothing up, signed values around zero, or gates from shut to open. */
export type HeatScale = 'sequential' | 'signed' | 'gate';

/** The largest size of any value. */
export function largestOf(rows: Rows): number {
  let largest = 0;
  for (const row of rows) for (const value of row) if (value !== null) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** Share along the colour scale of every value: from 0 at nothing (or the lowest negative) to 1 at `largest`. */
export function shares(rows: Rows, scale: HeatScale, largest = largestOf(rows)): (number | null)[][] {
  return rows.map((row) =>
    row.map((value) => {
      if (value === null) return null;
      if (largest === 0) return scale === 'signed' ? 0.5 : 0;
      return scale === 'signed' ? 0.5 + value / (2 * largest) : Math.max(0, value) / largest;
    }),
  );
}

/** Each row as shares of its sum, so that rare classes are seen beside frequent ones; an empty row stays empty. */
export function byRow(rows: Rows): number[][] {
  return rows.map((row) => {
    const sum = row.reduce<number>((total, value) => total + (value ?? 0), 0);
    return row.map((value) => (sum > 0 ? (value ?? 0) / sum : 0));
  });
}

/** One pixel a cell, red, green, blue and opacity, row by row; a missing value is clear. */
export function paint(rows: Rows, scale: HeatScale, stops: readonly Rgb[], largest?: number): Uint8ClampedArray<ArrayBuffer> {
  const columns = rows[0]?.length ?? 0;
  const pixels = new Uint8ClampedArray(rows.length * columns * 4);
  shares(rows, scale, largest).forEach((row, r) => {
    row.forEach((share, c) => {
      if (share !== null) pixels.set([...mix(stops, share), 255], (r * columns + c) * 4);
    });
  });
  return pixels;
}
