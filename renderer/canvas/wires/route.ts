import { type Box, bottom, boxAround, boxesOverlap, grow, type Point, passesThrough, pointsBetween } from './geometry';

/** The way of a wire from an output to an input. */
export interface Route {
  /** Path of an SVG. */
  readonly d: string;
  /** Points along it, close together, from start to end. */
  readonly points: readonly Point[];
  /** Where its label would best stand, best first. */
  readonly places: readonly Point[];
  /** Nothing was in its way: only a card that comes between its ends can change it. */
  readonly isDirect: boolean;
}

/** How far a wire runs straight on from a port before it turns. */
const OUT = 34;
const RADIUS = 10;
/** Least way to the right that is drawn as one curve; a shorter or backward one goes round. */
const LEAST_FORWARD = 24;
/** Free space between a wire and the cards it passes. */
const CLEARANCE = 16;
const STEP = 12;

interface Ends {
  readonly from: Point;
  readonly to: Point;
  /** The cards at both ends. */
  readonly fromBox: Box;
  readonly toBox: Box;
  /** Cards in the way, those at both ends and the frames around them excepted. */
  readonly obstacles: readonly Box[];
}

/** A curve to the right where nothing is in its way; else round the cards, in straight lines with round corners. */
export function routeWire(ends: Ends): Route {
  const { from, to } = ends;
  if (to.x - from.x >= LEAST_FORWARD) {
    const direct = curve(from, to);
    const between = betweenEnds(from, to);
    const inTheWay = ends.obstacles.filter((box) => boxesOverlap(between, box));
    if (!inTheWay.some((box) => passesThrough(direct.points, box))) return { ...direct, isDirect: true };
    const detour = goRound(ends, Math.min(CLEARANCE, (to.x - from.x) / 4));
    return detour ?? direct;
  }
  const round = goRound(ends, OUT) ?? goRound(ends, OUT / 2);
  // Cards so close together leave no way; the usual one passes under them.
  return round ?? along(corners(ends, OUT, between(ends) ?? Math.max(bottom(ends.fromBox), bottom(ends.toBox)) + CLEARANCE));
}

/** The box that a curve never leaves. */
export function betweenEnds(from: Point, to: Point): Box {
  return grow(boxAround([from, to]), 1);
}

/** Whether straight lines through some corners touch none of the boxes. */
function isFree(way: readonly Point[], boxes: readonly Box[]): boolean {
  return way.slice(1).every((end, i) => {
    const stretch = boxAround([way[i] ?? end, end]);
    return !boxes.some((box) => boxesOverlap(grow(stretch, 0.5), box));
  });
}

function curve(from: Point, to: Point): Route {
  const reach = (to.x - from.x) / 2;
  const [a, b] = [from.x + reach, to.x - reach];
  const at = (t: number): Point => {
    const u = 1 - t;
    return {
      x: u ** 3 * from.x + 3 * u * u * t * a + 3 * u * t * t * b + t ** 3 * to.x,
      y: u ** 3 * from.y + 3 * u * u * t * from.y + 3 * u * t * t * to.y + t ** 3 * to.y,
    };
  };
  const count = Math.max(8, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
  return {
    d: `M${from.x} ${from.y}C${a} ${from.y} ${b} ${to.y} ${to.x} ${to.y}`,
    points: Array.from({ length: count + 1 }, (_, i) => at(i / count)),
    places: [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82].map(at),
    isDirect: false,
  };
}

/** The first way round, from the nearest corridor on, that touches no card. */
function goRound(ends: Ends, out: number): Route | undefined {
  const boxes = [...ends.obstacles, ends.fromBox, ends.toBox];
  const wayAt = (y: number) => {
    const way = corners(ends, out, y);
    // The first and the last stretch begin on the edge of a card.
    return isFree(way.slice(1, -1), boxes) ? along(way) : undefined;
  };
  const middle = between(ends);
  const straight = middle === undefined ? undefined : wayAt(middle);
  if (straight) return straight;
  for (const y of corridors(ends)) {
    const route = wayAt(y);
    if (route) return route;
  }
  return undefined;
}

/** The height midway between the cards at both ends, where there is room between them. */
function between({ fromBox, toBox }: Ends): number | undefined {
  if (toBox.y - bottom(fromBox) >= LEAST_FORWARD) return (bottom(fromBox) + toBox.y) / 2;
  if (fromBox.y - bottom(toBox) >= LEAST_FORWARD) return (bottom(toBox) + fromBox.y) / 2;
  return undefined;
}

/** Heights just past each card, those that make the shortest way first. */
function corridors({ from, to, fromBox, toBox, obstacles }: Ends): readonly number[] {
  const past = [fromBox, toBox, ...obstacles].flatMap((box) => [box.y - CLEARANCE, bottom(box) + CLEARANCE]);
  const length = (y: number) => Math.abs(y - from.y) + Math.abs(y - to.y);
  return past.sort((a, b) => length(a) - length(b));
}

function corners({ from, to }: Ends, out: number, y: number): readonly Point[] {
  return [from, { x: from.x + out, y: from.y }, { x: from.x + out, y }, { x: to.x - out, y }, { x: to.x - out, y: to.y }, to];
}

/** Straight lines through some points, with round corners. */
function along(way: readonly Point[]): Route {
  const points = way.flatMap((point, i) => {
    const next = way[i + 1];
    return next ? pointsBetween(point, next, STEP) : [];
  });
  const d = way.map((point, i) => corner(way[i - 1], point, way[i + 1])).join('');
  const [a, b] = [way[2], way[3]];
  const across = a && b ? [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map((t) => ({ x: a.x + (b.x - a.x) * t, y: a.y })) : [];
  return { d, points, places: across, isDirect: false };
}

function corner(before: Point | undefined, at: Point, after: Point | undefined): string {
  if (!before) return `M${at.x} ${at.y}`;
  if (!after) return `L${at.x} ${at.y}`;
  const into = Math.hypot(at.x - before.x, at.y - before.y);
  const outOf = Math.hypot(after.x - at.x, after.y - at.y);
  const radius = Math.min(RADIUS, into / 2, outOf / 2);
  if (radius < 0.5) return `L${at.x} ${at.y}`;
  const start = { x: at.x - ((at.x - before.x) / into) * radius, y: at.y - ((at.y - before.y) / into) * radius };
  const end = { x: at.x + ((after.x - at.x) / outOf) * radius, y: at.y + ((after.y - at.y) / outOf) * radius };
  return `L${start.x} ${start.y}Q${at.x} ${at.y} ${end.x} ${end.y}`;
}
