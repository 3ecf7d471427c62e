import { type Box, bottom, boxesOverlap, right } from './geometry';

/** Side of a cell, in canvas pixels: about a card with the space around it. */
const CELL = 320;
/** More cells in a row than any canvas has. */
const CELLS = 1 << 16;

/** Boxes by where they stand, so that few of many are looked at to find those near a place. */
export interface BoxIndex {
  add(box: Box): void;
  /** Those that overlap `place`, in the order they were added. */
  at(place: Box): readonly Box[];
}

export function indexBoxes(boxes: readonly Box[] = []): BoxIndex {
  const cells = new Map<number, number[]>();
  const all: Box[] = [];
  const add = (box: Box) => {
    const number = all.push(box) - 1;
    forEachCell(box, (key) => {
      const cell = cells.get(key);
      if (cell) cell.push(number);
      else cells.set(key, [number]);
    });
  };
  for (const box of boxes) add(box);
  return {
    add,
    at(place) {
      const found = new Set<number>();
      forEachCell(place, (key) => {
        for (const number of cells.get(key) ?? []) {
          const box = all[number];
          if (box && boxesOverlap(place, box)) found.add(number);
        }
      });
      return [...found].sort((a, b) => a - b).flatMap((number) => all[number] ?? []);
    },
  };
}

function forEachCell(box: Box, visit: (key: number) => void) {
  const [lastColumn, lastRow] = [Math.floor(right(box) / CELL), Math.floor(bottom(box) / CELL)];
  for (let column = Math.floor(box.x / CELL); column <= lastColumn; column++) {
    for (let row = Math.floor(box.y / CELL); row <= lastRow; row++) visit(column * CELLS + row);
  }
}
