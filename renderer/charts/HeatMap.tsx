import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';

import { type HeatScale, largestOf, type Rows } from './cells';
import classes from './charts.module.css';
import { heatColour } from './colours';
import { HeatCells } from './HeatCells';

interface Cell {
  readonly row: number;
  readonly column: number;
}

interface HeatMapProps {
  readonly title: string;
  readonly rows: Rows;
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  /** What rows and columns are: `truth`, `prediction`. */
  readonly rowTitle: string;
  readonly columnTitle: string;
  readonly scale: HeatScale;
  /** What has the strongest colour; the largest value unless given. */
  readonly largest?: number | undefined;
  /** One cell in words. */
  readonly say: (cell: Cell) => string;
  /** The number in a cell, where cells are large enough. */
  readonly write: (cell: Cell) => string;
  /** Cells as wide and as tall as there is room for; square ones unless given. */
  readonly fills?: boolean;
  /** Says how it is read while nobody reads it; unless given. */
  readonly hint?: boolean;
  /** The whole in a sentence, for somebody who does not see it. */
  readonly description: string;
}

/** Pixels a cell takes at most, and from which on it is named and holds its number. */
const LARGEST_CELL = 40;
/** A few cells may be larger, or they are lost in the room they have. */
const FEW_CELLS = 36;
const LARGEST_OF_FEW = 64;
const NAMED_CELL = 11;
const WRITTEN_CELL = 26;
const CHARACTER = 6.4;
const LONGEST_NAME = 14;
const TITLE = 18;

/** Numbers in rows and columns as colours; what the cursor stands on is said below, by pointer or arrow keys. */
export function HeatMap(props: HeatMapProps) {
  const {
    title,
    rows,
    rowNames,
    columnNames,
    rowTitle,
    columnTitle,
    scale,
    largest,
    say,
    write,
    description,
    fills = false,
    hint = true,
  } = props;
  const { ref, width, height } = useElementSize();
  const [cursor, setCursor] = useState<Cell | null>(null);
  const columns = columnNames.length;
  const place = useMemo(
    () => layOut({ width, height, rows: rows.length, columns, rowNames, columnNames, fills }),
    [width, height, rows, columns, rowNames, columnNames, fills],
  );
  const { cell, left, named } = place;

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.min(columns - 1, Math.max(0, Math.floor((event.clientX - box.left) / cell.width)));
    const row = Math.min(rows.length - 1, Math.max(0, Math.floor((event.clientY - box.top) / cell.height)));
    if (cursor?.row !== row || cursor.column !== column) setCursor({ row, column });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Escape' && cursor) setCursor(null);
    else if (step) {
      const from = cursor ?? { row: -step.row, column: -step.column };
      setCursor({
        row: Math.min(rows.length - 1, Math.max(0, from.row + step.row)),
        column: Math.min(columns - 1, Math.max(0, from.column + step.column)),
      });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes.heat}>
      <div ref={ref} className={classes.plot}>
        {cell.width > 0 && cell.height > 0 && (
          <>
            <svg className={classes.overlay} width={width} height={height} aria-hidden="true" fontSize={11} fill="var(--text-3)">
              <text x={0} y={12}>
                {rowTitle} ↓ {columnTitle} →
              </text>
              {named &&
                rowNames.map((name, row) => (
                  <text
                    // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and names may repeat
                    key={row}
                    x={left - 6}
                    y={TITLE + (row + 0.5) * cell.height + 4}
                    textAnchor="end"
                    fill={cursor?.row === row ? 'var(--text)' : undefined}
                  >
                    {shorten(name)}
                  </text>
                ))}
              {named &&
                columnNames.map((name, column) => (
                  <text
                    // biome-ignore lint/suspicious/noArrayIndexKey: the same for a column
                    key={column}
                    transform={`translate(${left + (column + 0.5) * cell.width + 4} ${TITLE + rows.length * cell.height + 6}) rotate(-90)`}
                    textAnchor="end"
                    fill={cursor?.column === column ? 'var(--text)' : undefined}
                  >
                    {shorten(name)}
                  </text>
                ))}
            </svg>
            <div
              className={classes.cells}
              style={{ left, top: TITLE, width: columns * cell.width, height: rows.length * cell.height }}
              role="application"
              aria-roledescription="heat map"
              aria-label={`${title}. ${description}`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move its cursor
              tabIndex={0}
              onPointerMove={onPointerMove}
              onPointerLeave={() => setCursor(null)}
              onBlur={() => setCursor(null)}
              onKeyDown={onKeyDown}
            >
              <HeatCells rows={rows} scale={scale} largest={largest} />
              {Math.min(cell.width, cell.height) >= WRITTEN_CELL && <Numbers {...{ rows, write, cell, columns, scale, largest }} />}
              {cursor && (
                <div className={classes.cellCursor} style={{ left: cursor.column * cell.width, top: cursor.row * cell.height, ...cell }} />
              )}
            </div>
          </>
        )}
      </div>
      <p className={classes.saying} aria-live="polite">
        {cursor ? say(cursor) : hint ? 'Point at a cell, or move with the arrow keys, to read it.' : ''}
      </p>
    </div>
  );
}

const STEPS: Readonly<Record<string, Cell>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

type NumbersProps = Pick<HeatMapProps, 'rows' | 'write' | 'scale' | 'largest'> & { cell: Size; columns: number };

function Numbers({ rows, write, cell, columns, scale, largest = largestOf(rows) }: NumbersProps) {
  // The colours are those of the theme that is shown.
  useComputedColorScheme();
  return (
    <svg
      className={classes.overlay}
      width={columns * cell.width}
      height={rows.length * cell.height}
      aria-hidden="true"
      fontSize={11}
      textAnchor="middle"
    >
      {rows.flatMap((values, row) =>
        values.map((value, column) =>
          value === null || value === 0 ? null : (
            <text
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              key={`${row} ${column}`}
              x={(column + 0.5) * cell.width}
              y={(row + 0.5) * cell.height + 4}
              fill={heatColour(scale, value, largest).ink}
            >
              {write({ row, column })}
            </text>
          ),
        ),
      )}
    </svg>
  );
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  readonly fills: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Cells as large as fit; names beside them where there is room for a line of text at each. */
function layOut({ width, height, rows, columns, rowNames, columnNames, fills }: Layout): { cell: Size; left: number; named: boolean } {
  const gutter = (names: readonly string[]) => Math.max(0, ...names.map((name) => shorten(name).length)) * CHARACTER + 8;
  const cellWithin = (left: number, below: number): Size => {
    const [wide, tall] = [(width - left) / columns, (height - TITLE - below) / rows];
    if (fills) return { width: Math.max(0, wide), height: Math.max(0, Math.min(LARGEST_CELL, tall)) };
    const side = Math.max(0, Math.min(rows * columns <= FEW_CELLS ? LARGEST_OF_FEW : LARGEST_CELL, wide, tall));
    return { width: side, height: side };
  };
  const left = gutter(rowNames);
  const withNames = cellWithin(left, gutter(columnNames));
  if (Math.min(withNames.width, withNames.height) >= NAMED_CELL) return { cell: withNames, left, named: true };
  return { cell: cellWithin(0, 0), left: 0, named: false };
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
