import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';

import type { HeatScale, Rows } from './cells';
import classes from './charts.module.css';
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
  /** The whole in a sentence, for somebody who does not see it. */
  readonly description: string;
}

/** Pixels a cell takes at most, and from which on it is named and holds its number. */
const LARGEST_CELL = 40;
const NAMED_CELL = 11;
const WRITTEN_CELL = 26;
const CHARACTER = 6.4;
const LONGEST_NAME = 14;
const TITLE = 18;

/** Numbers in rows and columns as colours; what the cursor stands on is said below, by pointer or arrow keys. */
export function HeatMap(props: HeatMapProps) {
  const { title, rows, rowNames, columnNames, rowTitle, columnTitle, scale, largest, say, write, description } = props;
  const { ref, width, height } = useElementSize();
  const [cursor, setCursor] = useState<Cell | null>(null);
  const columns = columnNames.length;
  const place = useMemo(
    () => layOut({ width, height, rows: rows.length, columns, rowNames, columnNames }),
    [width, height, rows, columns, rowNames, columnNames],
  );
  const { cell, left, named } = place;

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.min(columns - 1, Math.max(0, Math.floor((event.clientX - box.left) / cell)));
    const row = Math.min(rows.length - 1, Math.max(0, Math.floor((event.clientY - box.top) / cell)));
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
        {cell > 0 && (
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
                    y={TITLE + (row + 0.5) * cell + 4}
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
                    transform={`translate(${left + (column + 0.5) * cell + 4} ${TITLE + rows.length * cell + 6}) rotate(-90)`}
                    textAnchor="end"
                    fill={cursor?.column === column ? 'var(--text)' : undefined}
                  >
                    {shorten(name)}
                  </text>
                ))}
            </svg>
            <div
              className={classes.cells}
              style={{ left, top: TITLE, width: columns * cell, height: rows.length * cell }}
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
              {cell >= WRITTEN_CELL && <Numbers {...{ rows, write, cell, columns }} />}
              {cursor && (
                <div
                  className={classes.cellCursor}
                  style={{ left: cursor.column * cell, top: cursor.row * cell, width: cell, height: cell }}
                />
              )}
            </div>
          </>
        )}
      </div>
      <p className={classes.saying} aria-live="polite">
        {cursor ? say(cursor) : 'Point at a cell, or move with the arrow keys, to read it.'}
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

function Numbers({ rows, write, cell, columns }: Pick<HeatMapProps, 'rows' | 'write'> & { cell: number; columns: number }) {
  return (
    <svg
      className={classes.overlay}
      width={columns * cell}
      height={rows.length * cell}
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
              x={(column + 0.5) * cell}
              y={(row + 0.5) * cell + 4}
              className={classes.cellNumber}
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
}

/** Square cells as large as fit; names beside them where cells are tall enough for a line of text. */
function layOut({ width, height, rows, columns, rowNames, columnNames }: Layout): { cell: number; left: number; named: boolean } {
  const gutter = (names: readonly string[]) => Math.max(0, ...names.map((name) => shorten(name).length)) * CHARACTER + 8;
  const cellWithin = (left: number, below: number) => Math.min(LARGEST_CELL, (width - left) / columns, (height - TITLE - below) / rows);
  const left = gutter(rowNames);
  const withNames = cellWithin(left, gutter(columnNames));
  if (withNames >= NAMED_CELL) return { cell: withNames, left, named: true };
  return { cell: Math.max(0, cellWithin(0, 0)), left: 0, named: false };
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
