import { type Axis, linearAxis, logAxis, type ScaleName, shareAlong, tickLabels, wholeTicks } from './axis';
import { landmarksOf, type Series } from './points';

/** The horizontal axis of a chart. */
export interface Across {
  /** What stands in front of the first number, such as `Epoch`. */
  readonly label: string;
  /** Ends of the axis; those of the curves unless given. */
  readonly domain?: readonly [number, number];
  /** A place in words, for the tag under the cursor: `Epoch 62`, `Sun 4 Aug, 15:00`. */
  readonly say: (x: number) => string;
  /** A place as short as an axis needs; `say` unless given. */
  readonly tick?: (x: number) => string;
  /** A place as a program reads it, for numbers that are exported; the number itself unless given. */
  readonly raw?: (x: number) => string;
  /** Where it is labelled; at round numbers unless given. */
  readonly ticks?: readonly number[];
}

export interface Upward {
  readonly scale: ScaleName;
  /** Nothing above this is shown: one hopeless curve shall not flatten the others. */
  readonly upTo?: number;
  /** Starts at zero, since the height of a curve means something. */
  readonly fromZero?: boolean;
}

/** Everything about a chart's drawing that can be known without drawing it. Pixels from the top left corner. */
export interface PlotFrame {
  readonly size: { readonly width: number; readonly height: number };
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly scale: ScaleName;
  readonly xLabels: readonly string[];
  readonly yLabels: readonly string[];
}

const TOP = 8;
const RIGHT = 10;
const BOTTOM = 22;
/** Inter at 11 px, tabular numbers. */
const CHARACTER = 6.4;
const LABEL_GAP = 8;
/** Room for one label and the air beside it. */
const ROW = 30;
const LABEL_AIR = 48;
/** However tall a chart is, more labels than this only make it busier. */
const MOST_ROWS = 8;

export function frameOf(series: readonly Series[], given: { size: PlotFrame['size']; across: Across; upward: Upward }): PlotFrame {
  const { size, across, upward } = given;
  const height = Math.max(1, size.height - TOP - BOTTOM);
  const y = valueAxis(series, upward, Math.min(MOST_ROWS, Math.max(2, Math.floor(height / ROW))));
  const yLabels = tickLabels(y.ticks, upward.scale);
  const left = Math.ceil(Math.max(...yLabels.map((label) => label.length), 2) * CHARACTER) + LABEL_GAP;
  const width = Math.max(1, size.width - left - RIGHT);
  const domain = across.domain ?? ends(series);
  const tick = across.tick ?? String;
  const widest = Math.max(...[domain[0], (domain[0] + domain[1]) / 2, domain[1]].map((value) => tick(Math.round(value)).length));
  const x = { domain, ticks: across.ticks ?? wholeTicks(domain, Math.max(1, Math.floor(width / (widest * CHARACTER + LABEL_AIR)))) };
  const xLabels = x.ticks.map((value, index) => (index === 0 && across.label !== '' ? `${across.label} ${tick(value)}` : tick(value)));
  return { size, left, top: TOP, width, height, x, y, scale: upward.scale, xLabels, yLabels };
}

/** Pixels from the left. */
export function placeX(frame: PlotFrame, x: number): number {
  return frame.left + shareAlong(frame.x, 'linear', x) * frame.width;
}

/** Pixels from the top. */
export function placeY(frame: PlotFrame, y: number): number {
  return frame.top + (1 - shareAlong(frame.y, frame.scale, y)) * frame.height;
}

/** The value on the horizontal axis at a share of its width. */
export function valueAcross(frame: PlotFrame, share: number): number {
  const [from, to] = frame.x.domain;
  return from + share * (to - from);
}

/** Pixels from … to that hold a stretch of the axis and every label that reaches into it. */
export function coveredBy(frame: PlotFrame, from: number, to: number): { from: number; to: number } {
  const covered = { from, to };
  frame.x.ticks.forEach((tick, index) => {
    const label = extentOf(frame, placeX(frame, tick), frame.xLabels[index] ?? '');
    if (label.to < from || label.from > to) return;
    covered.from = Math.min(covered.from, label.from);
    covered.to = Math.max(covered.to, label.to);
  });
  return covered;
}

/** Where the text of a label stands; the first and the last one stay within the plot. */
export function extentOf(frame: PlotFrame, x: number, label: string): { anchor: 'start' | 'middle' | 'end'; from: number; to: number } {
  const reach = (label.length * CHARACTER) / 2;
  if (x - reach < frame.left) return { anchor: 'start', from: x, to: x + 2 * reach };
  if (x + reach > frame.left + frame.width + RIGHT - 2) return { anchor: 'end', from: x - 2 * reach, to: x };
  return { anchor: 'middle', from: x - reach, to: x + reach };
}

function valueAxis(series: readonly Series[], { scale, upTo, fromZero = false }: Upward, most: number): Axis {
  const all = [...extremes(series)];
  const highest = all.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);
  const shown = upTo === undefined || highest <= upTo ? all : [...all.filter((value) => value <= upTo), upTo];
  if (scale === 'log') return logAxis(shown, most);
  return linearAxis(fromZero ? [...shown, 0] : shown, most);
}

/** As few of the values as have the same ends as all of them, those above zero too. */
function* extremes(series: readonly Series[]): Iterable<number> {
  for (const { points, band } of series) {
    const landmarks = landmarksOf(points);
    if (landmarks) yield* [landmarks.lowest.y, landmarks.highest.y];
    if (landmarks && Number.isFinite(landmarks.leastPositive)) yield landmarks.leastPositive;
    for (const { low, high } of band ?? []) yield* [low, high];
  }
}

function ends(series: readonly Series[]): readonly [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { points } of series) {
    from = Math.min(from, points[0]?.x ?? from);
    to = Math.max(to, points[points.length - 1]?.x ?? to);
  }
  return from < to ? [from, to] : [Number.isFinite(from) ? from : 0, (Number.isFinite(from) ? from : 0) + 1];
}
