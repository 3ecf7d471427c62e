import type { Forecast } from '../../engine/api';
import { formatAmount, formatCount, formatPercent } from '../charts';
import { Icon } from '../icons';
import { ErrorTable } from './ErrorTable';
import classes from './evaluation.module.css';
import { formatColumn, judge } from './verdict';

/** Errors over every test window and every step ahead: this model, then what needs no model. */
export function Scorecard({ forecast: { scores, windows, horizon: steps, band } }: { forecast: Forecast }) {
  return (
    <section className={classes.scorecard} aria-labelledby="scorecard-title">
      <div className={classes.head}>
        <h3 id="scorecard-title" className={classes.title}>
          Scorecard
        </h3>
        <span className={classes.aside}>
          {formatAmount(windows, 'window')}, {steps === 1 ? '1 step ahead' : `1 to ${formatCount(steps)} steps ahead`}
        </span>
      </div>
      <ErrorTable scores={scores} by="Forecast by" more={SHARES} />
      <Judgement scores={scores} />
      {band && <Interval {...band} />}
    </section>
  );
}

function Judgement({ scores }: Pick<Forecast, 'scores'>) {
  const verdict = judge(scores);
  switch (verdict.is) {
    case 'unknown':
      return null;
    case 'better':
      return (
        <p className={classes.verdict} data-tone="ok">
          <Icon name="check" />
          <span>
            <b>{verdict.share} less error</b> than the best baseline, “{verdict.than}”
          </span>
        </p>
      );
    case 'equal':
      return (
        <p className={classes.verdict} data-tone="warning">
          <Icon name="warning" />
          <span>
            <b>No better</b> than the best baseline, “{verdict.than}”, which needs no network
          </span>
        </p>
      );
    case 'worse':
      return (
        <p className={classes.verdict} data-tone="warning">
          <Icon name="warning" />
          <span>
            <b>{verdict.share} more error</b> than the best baseline, “{verdict.than}”: train longer, or change window or features
          </span>
        </p>
      );
  }
}

/** How much of the truth an interval may miss or hold too much of and still be called right. */
const TOLERANCE = 0.025;
/** Beyond this it misleads. */
const MISLEADING = 0.1;

/** Whether the interval keeps what it promises on data it was not made from. */
function Interval({ share, held }: NonNullable<Forecast['band']>) {
  const off = held - share;
  const right = Math.abs(off) <= TOLERANCE;
  const much = Math.abs(off) > MISLEADING ? 'much too' : 'a little';
  return (
    <p className={classes.verdict} data-tone={right ? 'ok' : 'warning'}>
      <Icon name={right ? 'check' : 'warning'} />
      <span>
        The {formatPercent(share)} interval holds <b>{formatPercent(held)}</b> of the truth
        {right ? '' : `: ${much} ${off < 0 ? 'narrow' : 'wide'}`}
      </span>
    </p>
  );
}

const SHARES = [
  {
    name: 'MAPE',
    help: 'Mean absolute error as a share of the truth',
    say: ({ mape }: Forecast['scores'][number]) => formatPercent(mape === null ? null : mape / 100, 1),
  },
  {
    name: 'MASE',
    help: 'Mean absolute error, as a multiple of the last-value forecast’s on the training part: below 1 is better than it',
    say: ({ mase }: Forecast['scores'][number]) => formatColumn([mase])[0],
  },
];
