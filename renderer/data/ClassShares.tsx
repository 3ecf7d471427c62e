import type { Prepared } from '../../engine/api';
import { formatAmount, formatCount, formatPercent } from '../charts';
import classes from './data.module.css';

/** Labels listed; the rest are counted. */
const MOST_SHOWN = 8;

/** How many texts have each label. */
export function ClassShares({ classes: labels }: Pick<Prepared, 'classes'>) {
  const total = labels.reduce((sum, { samples }) => sum + samples, 0);
  const most = Math.max(1, ...labels.map(({ samples }) => samples));
  const shown = labels.slice(0, MOST_SHOWN);
  return (
    <section className={classes.labels} aria-label="Labels">
      <h3>
        Labels <span className={classes.labelCount}>{formatCount(labels.length)}</span>
      </h3>
      <dl>
        {shown.map(({ name, samples }) => (
          <div key={name} title={formatAmount(samples, 'text')}>
            <dt>{name}</dt>
            <dd>
              <span className={classes.labelBar} aria-hidden="true">
                <span style={{ width: `${(samples / most) * 100}%` }} />
              </span>
              {formatPercent(samples / Math.max(1, total))}
            </dd>
          </div>
        ))}
      </dl>
      {labels.length > shown.length && <p className={classes.more}>{formatCount(labels.length - shown.length)} more labels.</p>}
    </section>
  );
}
