/** One place on a curve; y is null where nothing was measured or the number was not finite. */
export interface Point {
  readonly x: number;
  readonly y: number | null;
}

/** How a curve is drawn: the model in accent, the truth in ink, everybody else in dashed grey; what was held out is dotted. */
export type Voice = 'model' | 'modelHeldOut' | 'truth' | 'other' | 'otherHeldOut';

/** Lowest and highest value around a place. */
export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

export interface Series {
  /** Unique in its chart. */
  readonly id: string;
  readonly label: string;
  readonly voice: Voice;
  /** In the order of x. */
  readonly points: readonly Point[];
  /** Drawn under the curve, in the order of x. */
  readonly band?: readonly BandPoint[];
  /** What the band is, such as `90 %`. */
  readonly bandLabel?: string;
}

/** Index of the point nearest to x; undefined for an empty curve. Points are in the order of x. */
export function nearestIndex(points: readonly Point[], x: number): number | undefined {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const right = points[low];
  if (!right) return undefined;
  const left = points[low - 1];
  return left && x - left.x <= right.x - x ? low - 1 : low;
}

/** What a curve says at x: the nearest point, or undefined before its first and after its last. */
export function pointAt(points: readonly Point[], x: number): Point | undefined {
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last || x < first.x || x > last.x) return undefined;
  const index = nearestIndex(points, x);
  return index === undefined ? undefined : points[index];
}

/** The x of the nearest point of any curve. */
export function snap(series: readonly Series[], x: number): number | undefined {
  let best: number | undefined;
  for (const { points } of series) {
    const index = nearestIndex(points, x);
    const near = index === undefined ? undefined : points[index]?.x;
    if (near !== undefined && (best === undefined || Math.abs(near - x) < Math.abs(best - x))) best = near;
  }
  return best;
}

/** The next x with a point of any curve, `steps` places further (back where negative); stays at the ends. */
export function stepFrom(series: readonly Series[], x: number, steps: number): number {
  let at = x;
  for (let left = Math.abs(steps); left > 0; left--) {
    let next: number | undefined;
    for (const { points } of series) {
      const near = nearestIndex(points, at);
      if (near === undefined) continue;
      for (const index of [near - 1, near, near + 1]) {
        const candidate = points[index]?.x;
        if (candidate === undefined || (steps > 0 ? candidate <= at : candidate >= at)) continue;
        if (next === undefined || Math.abs(candidate - at) < Math.abs(next - at)) next = candidate;
      }
    }
    if (next === undefined) break;
    at = next;
  }
  return at;
}

type Measured = Point & { readonly y: number };

/** The points of a curve that stand out. */
export interface Landmarks {
  readonly first: Measured;
  readonly last: Measured;
  readonly lowest: Measured;
  readonly highest: Measured;
  /** The lowest value above zero; infinite where there is none. */
  readonly leastPositive: number;
  /** Points with a value. */
  readonly count: number;
}

/** Points are never changed in place, and a long curve is asked for them at every drawing. */
const known = new WeakMap<readonly Point[], Landmarks | null>();

/** null for a curve without a value. */
export function landmarksOf(points: readonly Point[]): Landmarks | null {
  const before = known.get(points);
  if (before !== undefined) return before;
  const found = findLandmarks(points);
  known.set(points, found);
  return found;
}

function findLandmarks(points: readonly Point[]): Landmarks | null {
  let first: Measured | undefined;
  let last: Measured | undefined;
  let lowest: Measured | undefined;
  let highest: Measured | undefined;
  let leastPositive = Number.POSITIVE_INFINITY;
  let count = 0;
  for (const point of points) {
    if (!isMeasured(point)) continue;
    count++;
    first ??= point;
    last = point;
    if (lowest === undefined || point.y < lowest.y) lowest = point;
    if (highest === undefined || point.y > highest.y) highest = point;
    if (point.y > 0 && point.y < leastPositive) leastPositive = point.y;
  }
  return first && last && lowest && highest ? { first, last, lowest, highest, leastPositive, count } : null;
}

function isMeasured(point: Point): point is Measured {
  return point.y !== null;
}

/** The last point with a value. */
export function lastPoint(points: readonly Point[]): (Point & { y: number }) | undefined {
  for (let index = points.length - 1; index >= 0; index--) {
    const point = points[index];
    if (point && point.y !== null) return { x: point.x, y: point.y };
  }
  return undefined;
}
