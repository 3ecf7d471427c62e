import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { type HeatScale, paint, type Rows } from './cells';
import classes from './charts.module.css';
import { parseHex } from './colours';

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
  /** One cell in words. */
  readonly say: (cell: Cell) => string;
  /** The number in a cell, where cells are large enough. */
  readonly write: (cell: Cell) => string;
  /** The whole in a sentence, for somebody who does not see it. */
  readonly description: string;
}

const STOPS: Readonly<Record<HeatScale, readonly string[]>> = {
  sequential: ['--d-zero', '--d-model'],
  signed: ['--d-neg', '--d-zero', '--d-pos'],
};

/** Pixels a cell takes at most, and from which on it is named and holds its number. */
const LARGEST_CELL = 40;
const NAMED_CELL = 11;
const WRITTEN_CELL = 26;
const CHARACTER = 6.4;
const LONGEST_NAME = 14;
const TITLE = 18;

/** Numbers in rows and columns as colours; what the cursor stands on is said below, by pointer or arrow keys. */
export function HeatMap(props: HeatMapProps) {
  const { title, rows, rowNames, columnNames, rowTitle, columnTitle, scale, say, write, description } = props;
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
                    key={name}
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
                    key={name}
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
              <Cells rows={rows} scale={scale} />
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

/** One pixel a cell, drawn large: thousands of cells cost no more than one picture. */
function Cells({ rows, scale }: Pick<HeatMapProps, 'rows' | 'scale'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme();
  const columns = rows[0]?.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes what the tokens read below say
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || columns === 0) return;
    const style = getComputedStyle(document.documentElement);
    const stops = STOPS[scale].map((token) => parseHex(style.getPropertyValue(token)));
    context.putImageData(new ImageData(paint(rows, scale, stops), columns, rows.length), 0, 0);
  }, [rows, scale, columns, scheme]);
  return <canvas ref={canvas} width={columns} height={rows.length} className={classes.pixels} />;
}

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
