import type { BandPoint, Point } from './points';

/**
 * Exponential moving average; weight 0 leaves the curve alone, 0.99 nearly flattens it. Corrected for its start, so that the first
 * points are not pulled to zero (Kingma & Ba 2015, section 3). Gaps stay gaps.
 */
export function smooth(points: readonly Point[], weight: number): readonly Point[] {
  if (weight <= 0) return points;
  let mean = 0;
  let seen = 0;
  return points.map(({ x, y }) => {
    if (y === null) return { x, y };
    mean = weight * mean + (1 - weight) * y;
    seen++;
    return { x, y: mean / (1 - weight ** seen) };
  });
}

/** Lowest and highest value in each of at most `most` neighbourhoods: what a smoothed curve hides. */
export function spread(points: readonly Point[], most: number): readonly BandPoint[] {
  const measured = points.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
  const size = Math.max(1, Math.ceil(measured.length / most));
  const bands: BandPoint[] = [];
  for (let start = 0; start < measured.length; start += size) {
    const near = measured.slice(start, start + size);
    const ys = near.map(({ y }) => y);
    const middle = near[near.length >> 1];
    if (middle) bands.push({ x: middle.x, low: Math.min(...ys), high: Math.max(...ys) });
  }
  return bands;
}
