import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { largestOf } from '../charts';
import { GradientOfLayer } from './GradientOfLayer';
import classes from './inspection.module.css';
import { lookAt, useLook } from './look';
import type { Network } from './network';
import { Scrubber } from './Scrubber';
import { TextStrip } from './TextStrip';
import { TraceColumn } from './TraceColumn';
import { type Cell, loudestUnit, orderByLikeness, type Trace, traceNamed, tracesOf } from './traces';
import { UnitByToken } from './UnitByToken';
import { UnitFacts } from './UnitFacts';

interface CellViewProps {
  readonly cell: Cell;
  readonly directions: readonly Cell['direction'][];
  /** What each time step of the sample is, in words. */
  readonly steps: readonly string[];
  readonly target: string | null;
  readonly hasTokens: boolean;
  readonly network: Network;
}

/** A trace with its units in the order they are drawn. */
export interface DrawnTrace extends Trace {
  readonly drawn: Trace['rows'];
}

/** Where the crosshair stands, within what there is. */
export interface Place {
  readonly unit: number;
  readonly step: number;
  /** Row of the unit in the pictures. */
  readonly row: number;
}

/** Gates and states of a recurrent layer over one sample, and one unit at one step by its numbers. */
export function CellView({ cell, directions, steps, target, hasTokens, network }: CellViewProps) {
  const look = useLook();
  const traces = useMemo(() => tracesOf(cell), [cell]);
  const hidden = traceNamed(traces, 'h');
  const order = useMemo(
    () => (look.order === 'likeness' && hidden ? orderByLikeness(hidden.rows) : Array.from({ length: cell.units }, (_, unit) => unit)),
    [hidden, cell.units, look.order],
  );
  const drawn = useMemo(
    () => traces.map((trace): DrawnTrace => ({ ...trace, drawn: order.map((unit) => trace.rows[unit] ?? []) })),
    [traces, order],
  );
  const gates = drawn.filter(({ scale }) => scale === 'gate');
  const signed = drawn.filter(({ scale }) => scale === 'signed');
  const unit = Math.min(look.unit ?? loudestUnit(hidden?.rows ?? []), cell.units - 1);
  const step = Math.min(look.step, cell.steps - 1);
  const place: Place = { unit, step, row: order.indexOf(unit) };
  const onPlace = (row: number, at: number) => lookAt({ unit: order[row] ?? 0, step: at });
  return (
    <div className={classes.inside}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.main} aria-label={`Gates and states of ${cell.name}`} tabIndex={0}>
        {directions.length > 1 && (
          <SegmentedControl
            aria-label="Direction"
            className={classes.direction}
            value={cell.direction}
            onChange={(value) => lookAt({ direction: value === 'backward' ? 'backward' : 'forward' })}
            data={directions.map((value) => ({ value, label: value === 'forward' ? 'Reading forward' : 'Reading backward' }))}
          />
        )}
        {hasTokens && hidden && <TextStrip {...{ steps, target, place }} row={hidden.rows[unit] ?? []} units={cell.units} />}
        <div className={classes.columns} data-single={gates.length === 0 || undefined}>
          {gates.length > 0 && (
            <TraceColumn title="Gates" traces={gates} scale="gate" largest={1} {...{ steps, place, onPlace, hasTokens }} />
          )}
          <TraceColumn
            title={signed.length > 1 ? 'Candidate and states' : 'State'}
            traces={signed}
            scale="signed"
            largest={Math.max(0.1, ...signed.filter(({ name }) => name !== 'c').map(({ rows }) => largestOf(rows)))}
            {...{ steps, place, onPlace, hasTokens }}
          />
        </div>
        <Scrubber count={cell.steps} step={step} name={steps[step]} />
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.side} aria-label={`Unit ${unit + 1}`} tabIndex={0}>
        <UnitFacts traces={traces} direction={cell.direction} place={place} name={steps[step]} />
        {hasTokens && hidden && <UnitByToken row={hidden.rows[unit] ?? []} steps={steps} unit={unit} />}
        <GradientOfLayer network={network} node={cell.node} direction={cell.direction} step={step} />
      </section>
    </div>
  );
}
