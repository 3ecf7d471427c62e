/** Points and boxes on the canvas, in pixels; y grows downward. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const right = (box: Box) => box.x + box.width;
export const bottom = (box: Box) => box.y + box.height;

/** The upper left and the lower right one. */
export function corners(box: Box): readonly [Point, Point] {
  return [
    { x: box.x, y: box.y },
    { x: right(box), y: bottom(box) },
  ];
}

export function boxesOverlap(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}

export function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** The smallest box around some points. */
export function boxAround(points: readonly Point[]): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Whether a line of points passes through a box; the points lie closer together than any box is wide. */
export function passesThrough(points: readonly Point[], box: Box): boolean {
  return points.some(({ x, y }) => x > box.x && x < right(box) && y > box.y && y < bottom(box));
}

/** Points from `from` to `to`, both included, at most `step` apart. */
export function pointsBetween(from: Point, to: Point, step: number): readonly Point[] {
  const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / step));
  return Array.from({ length: count + 1 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * i) / count,
    y: from.y + ((to.y - from.y) * i) / count,
  }));
}
