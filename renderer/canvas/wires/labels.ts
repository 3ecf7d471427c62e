import { type BoxIndex, indexBoxes } from './boxIndex';
import { type Box, grow, type Point } from './geometry';

/** Where the shapes on wires stand: never on a card, never on one another. */

export interface Label {
  readonly id: string;
  readonly text: string;
  /** Where its middle may be, best first. */
  readonly places: readonly Point[];
}

/** Pixels of Inter 11 px, weight 500, tabular numbers. */
const DIGIT = 7;
const OTHER = 5;
const PADDING = 8;
const HEIGHT = 16;
/** Free space around a label. */
const MARGIN = 1;

export function labelWidth(text: string): number {
  const digits = text.replace(/\D/g, '').length;
  return digits * DIGIT + (text.length - digits) * OTHER + PADDING;
}

export function labelBox({ x, y }: Point, text: string): Box {
  const width = labelWidth(text);
  return { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
}

/** Places a little to the left and right of a point, where the label still covers the wire. */
function besides({ x, y }: Point, text: string): readonly Point[] {
  const most = labelWidth(text) / 2 - PADDING / 2;
  return [-most / 2, most / 2, -most, most].map((shift) => ({ x: x + shift, y }));
}

/** Middles of labels by id; one that finds no free place is left out. `taken`: other labels; the new ones are added to them. */
export function placeLabels(labels: readonly Label[], cards: BoxIndex, taken: BoxIndex = indexBoxes()): ReadonlyMap<string, Point> {
  const placed = new Map<string, Point>();
  for (const { id, text, places } of labels) {
    const isFree = (point: Point) => {
      const box = grow(labelBox(point, text), MARGIN);
      return cards.at(box).length === 0 && taken.at(box).length === 0;
    };
    const place = places.find(isFree) ?? places.flatMap((point) => besides(point, text)).find(isFree);
    if (!place) continue;
    placed.set(id, place);
    taken.add(labelBox(place, text));
  }
  return placed;
}
