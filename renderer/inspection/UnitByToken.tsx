import { VisuallyHidden } from '@mantine/core';
import { formatMeasure } from '../charts';
import { Tex } from '../inspector/Equations';
import { visibleToken } from '../start/dataDrawing';
import classes from './inspection.module.css';
import { meanByToken } from './traces';

/** Tokens shown at each end. */
const ENDS = 6;

/** After which words or characters a unit stands high, and after which low. */
export function UnitByToken({ row, steps, unit }: { row: readonly (number | null)[]; steps: readonly string[]; unit: number }) {
  const means = meanByToken(row, steps);
  if (means.length < 2) return null;
  const shown = means.length <= 2 * ENDS ? means : [...means.slice(0, ENDS), ...means.slice(-ENDS)];
  const largest = Math.max(...shown.map(({ mean }) => Math.abs(mean)), Number.EPSILON);
  return (
    <div className={classes.block}>
      <div className={classes.blockHead}>
        <h3 className={classes.title}>What moves unit {unit + 1}</h3>
        <span className={classes.hint}>
          mean <Tex tex="h" /> after each
        </span>
      </div>
      <ul className={classes.bars}>
        {shown.map(({ token, mean }) => (
          <li key={token} title={`${visibleToken(token)}: ${formatMeasure(mean, 3)}`}>
            <span className={classes.barRoom} aria-hidden="true">
              <span
                data-tone={mean < 0 ? 'negative' : 'positive'}
                style={{ height: `${(Math.abs(mean) / largest) * 50}%`, [mean < 0 ? 'top' : 'bottom']: '50%' }}
              />
            </span>
            <span className={classes.barName}>{visibleToken(token)}</span>
            <VisuallyHidden>{formatMeasure(mean, 3)}</VisuallyHidden>
          </li>
        ))}
      </ul>
    </div>
  );
}
