import type { Point } from './points';

/** What recharts draws without the window noticing: 10,000 points take it half a second. */
export const MOST_POINTS = 1000;

/**
 * At most `limit` of the points, chosen so that the curve looks the same: first and last of every unbroken stretch stay, and so do
 * peaks. Largest triangle three buckets: Steinarsson, "Downsampling Time Series for Visual Representation", 2013. Points keep their order.
 */
export function thin(points: readonly Point[], limit: number = MOST_POINTS): readonly Point[] {
  if (points.length <= limit) return points;
  const stretches = unbroken(points);
  const gaps = stretches.length - 1;
  // A curve of more gaps than points that may be drawn is drawn through its gaps.
  if (stretches.length * 3 > limit) return thinStretch(stretches.flat(), limit);
  const measured = stretches.reduce((sum, stretch) => sum + stretch.length, 0);
  const spare = limit - gaps - 2 * stretches.length;
  return stretches.flatMap((stretch, index) => {
    const kept = thinStretch(stretch, 2 + Math.floor((spare * stretch.length) / measured));
    const last = stretch[stretch.length - 1];
    return index < gaps && last ? [...kept, { x: last.x, y: null }] : kept;
  });
}

/** The stretches between gaps, without the gaps. */
function unbroken(points: readonly Point[]): Point[][] {
  const stretches: Point[][] = [];
  let open: Point[] | undefined;
  for (const point of points) {
    if (point.y === null) {
      open = undefined;
    } else if (open) {
      open.push(point);
    } else {
      open = [point];
      stretches.push(open);
    }
  }
  return stretches;
}

/** One stretch without gaps: from every bucket the point that makes the largest triangle with its neighbours. */
function thinStretch(points: readonly Point[], limit: number): readonly Point[] {
  const first = points[0];
  const last = points[points.length - 1];
  if (points.length <= limit || !first || !last) return points;
  if (limit < 3) return limit < 2 ? [last] : [first, last];
  const kept = [first];
  const size = (points.length - 2) / (limit - 2);
  let before = first;
  for (let bucket = 0; bucket < limit - 2; bucket++) {
    const start = 1 + Math.floor(bucket * size);
    const end = 1 + Math.floor((bucket + 1) * size);
    const after = centre(points, end, Math.min(points.length, 1 + Math.floor((bucket + 2) * size)));
    before = largestTriangle(points, { start, end, before, after });
    kept.push(before);
  }
  kept.push(last);
  return kept;
}

function centre(points: readonly Point[], start: number, end: number): Point {
  let x = 0;
  let y = 0;
  for (let index = start; index < end; index++) {
    x += points[index]?.x ?? 0;
    y += points[index]?.y ?? 0;
  }
  const count = Math.max(1, end - start);
  return { x: x / count, y: y / count };
}

function largestTriangle(points: readonly Point[], given: { start: number; end: number; before: Point; after: Point }): Point {
  const { start, end, before, after } = given;
  let chosen = points[start] ?? before;
  let largest = -1;
  for (let index = start; index < end; index++) {
    const point = points[index];
    if (!point) continue;
    const area = Math.abs(
      (before.x - after.x) * ((point.y ?? 0) - (before.y ?? 0)) - (before.x - point.x) * ((after.y ?? 0) - (before.y ?? 0)),
    );
    if (area > largest) {
      largest = area;
      chosen = point;
    }
  }
  return chosen;
}
