import { useComputedColorScheme } from '@mantine/core';
import { formatCount, formatMeasure, type HeatScale, heatColour, type Rows } from '../charts';
import classes from './run.module.css';

interface NumberGridProps {
  readonly rows: Rows;
  readonly scale: HeatScale;
  readonly largest: number;
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  readonly rowTitle: string;
}

/** More rows or columns than a window can draw without being slow are left out, and said to be. */
const MOST = { rows: 100, columns: 64 } as const;

/** Numbers in a table, each on its colour. */
export function NumberGrid({ rows, scale, largest, rowNames, columnNames, rowTitle }: NumberGridProps) {
  // The colours are those of the theme that is shown.
  useComputedColorScheme();
  const shown = rows.slice(0, MOST.rows).map((row) => row.slice(0, MOST.columns));
  const columns = rows[0]?.length ?? 0;
  const hidden = rows.length > MOST.rows || columns > MOST.columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard
    <section className={classes.grid} tabIndex={0} aria-label="Numbers">
      <table>
        <thead>
          <tr>
            <td />
            {columnNames.slice(0, MOST.columns).map((name, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <th scope="col" key={column}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={at}>
              <th scope="row">{rowTitle !== 'step' ? '' : rowNames[at] === String(at + 1) ? `step ${at + 1}` : rowNames[at]}</th>
              {row.map((value, column) => {
                const { fill, ink } = heatColour(scale, value ?? 0, largest || 1);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                  <td key={column} style={{ backgroundColor: fill, color: ink }}>
                    {formatMeasure(value, 4)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden && (
        <p className={classes.remark}>
          The first {formatCount(shown.length)} by {formatCount(shown[0]?.length ?? 0)} of {formatCount(rows.length)} by{' '}
          {formatCount(columns)}.
        </p>
      )}
    </section>
  );
}
