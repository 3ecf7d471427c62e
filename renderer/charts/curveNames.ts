import { type PlotFrame, placeX, placeY } from './frame';
import type { Series } from './points';

export interface CurveName {
  readonly id: string;
  readonly label: string;
  /** Right end of the baseline of the text, in pixels. */
  readonly x: number;
  readonly y: number;
}

const LINE = 13;
const ABOVE = 5;

/** Where the names of all curves but the model's stand: above their last visible point, none on another. */
export function curveNames(frame: PlotFrame, series: readonly Series[]): CurveName[] {
  const top = frame.top + LINE - 3;
  const bottom = frame.top + frame.height;
  const names = series
    .filter(({ voice }) => voice !== 'model')
    .map(({ id, label, points }) => {
      const visible = points.filter(({ y }) => y !== null && y <= frame.y.domain[1]);
      const last = visible[visible.length - 1];
      const end = frame.left + frame.width;
      if (!last || last.y === null) return { id, label, x: end, y: top };
      // A curve that leaves through the top is named to the right of where it leaves.
      const leaves = last.x < frame.x.domain[1];
      const y = leaves ? top : placeY(frame, last.y) - ABOVE;
      return { id, label, x: leaves ? end : placeX(frame, last.x), y: Math.min(bottom - ABOVE, Math.max(top, y)) };
    })
    .sort((a, b) => a.y - b.y);
  let free = top;
  return names.map((name) => {
    const y = Math.max(name.y, free);
    free = y + LINE;
    return { ...name, y };
  });
}
