import { formatMeasure } from '../charts';
import { Tex } from '../inspector/Equations';
import { visibleToken } from '../start/dataDrawing';
import type { Place } from './CellView';
import classes from './inspection.module.css';
import { type Cell, type Trace, workOut } from './traces';

interface UnitFactsProps {
  readonly traces: readonly Trace[];
  readonly direction: Cell['direction'];
  readonly place: Place;
  /** What the step is, in words. */
  readonly name: string | undefined;
}

const write = (value: number) => formatMeasure(value, 3);

/** One unit at one step: every gate and state as a number, and the equations worked out. */
export function UnitFacts({ traces, direction, place: { unit, step }, name }: UnitFactsProps) {
  return (
    <div className={classes.block}>
      <div className={classes.blockHead}>
        <h3 className={classes.title}>
          Unit {unit + 1} at step {step + 1}
        </h3>
        {name !== undefined && name !== '' && <span className={classes.hint}>after {visibleToken(name)}</span>}
      </div>
      <dl className={classes.values}>
        {traces.map(({ name: trace, tex, title, scale, rows }) => (
          <div key={trace}>
            <dt>
              <span className={classes.symbol}>
                <Tex tex={`${tex}_t`} />
              </span>
              {title.replace(' gate', '')}
            </dt>
            <dd>
              <Bar value={rows[unit]?.[step] ?? 0} signed={scale === 'signed'} />
              <b>{formatMeasure(rows[unit]?.[step], 3)}</b>
            </dd>
          </div>
        ))}
      </dl>
      <Equations {...{ traces, unit, step, direction }} />
    </div>
  );
}

interface EquationsProps extends Pick<UnitFactsProps, 'traces' | 'direction'> {
  readonly unit: number;
  readonly step: number;
}

function Equations({ traces, ...instant }: EquationsProps) {
  const lines = workOut(traces, instant, write);
  if (lines.length === 0) return null;
  return (
    <div className={classes.worked}>
      {lines.map(({ tex, terms, result }) => (
        <p key={tex}>
          <Tex tex={tex} />
          <span>
            = {terms} = <b>{write(result)}</b>
          </span>
        </p>
      ))}
    </div>
  );
}

/** A gate from the left, a signed value from the middle; both up to 1. */
function Bar({ value, signed }: { value: number; signed: boolean }) {
  const size = Math.min(1, Math.abs(value)) * (signed ? 50 : 100);
  const left = !signed ? 0 : value < 0 ? 50 - size : 50;
  const tone = !signed ? 'gate' : value < 0 ? 'negative' : 'positive';
  return (
    <span className={classes.valueBar} data-signed={signed || undefined} aria-hidden="true">
      <span data-tone={tone} style={{ left: `${left}%`, width: `${size}%` }} />
    </span>
  );
}
