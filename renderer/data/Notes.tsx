import type { Prepared } from '../../engine/api';
import { formatValue } from '../charts';
import { Message } from '../panel';
import classes from './data.module.css';

/** What was mended on the way, and what the scaler learned. */
export function Notes({ prepared }: { prepared: Prepared | null }) {
  if (!prepared) return null;
  const { notes, scaling } = prepared;
  return (
    <div className={classes.notes}>
      {notes.map((note) => (
        <Message key={note} tone="info">
          {note}
        </Message>
      ))}
      {scaling.length > 0 && (
        <details className={classes.scaling}>
          <summary>Scaled by what the training rows showed</summary>
          <dl>
            {scaling.map(({ column, offset, factor }) => (
              <div key={column}>
                <dt>{column}</dt>
                <dd>
                  (x − {formatValue(offset)}) ÷ {formatValue(factor)}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
