import type { KeyboardEvent, PointerEvent } from 'react';
import { formatMeasure, formatValue, HeatCells, HeatLegend, largestOf } from '../charts';
import { Tex } from '../inspector/Equations';
import { visibleToken } from '../start/dataDrawing';
import type { DrawnTrace, Place } from './CellView';
import classes from './inspection.module.css';

interface TraceColumnProps {
  readonly title: string;
  readonly traces: readonly DrawnTrace[];
  readonly scale: 'gate' | 'signed';
  readonly largest: number;
  readonly steps: readonly string[];
  readonly place: Place;
  readonly onPlace: (row: number, step: number) => void;
  readonly hasTokens: boolean;
}

/** Characters under which a step can be named above its column. */
const NAMED_STEPS = 90;

/** Traces of one kind under each other, on one time axis and one colour scale. */
export function TraceColumn({ title, traces, scale, largest, steps, place, onPlace, hasTokens }: TraceColumnProps) {
  const count = traces[0]?.rows[0]?.length ?? 0;
  const isNamed = hasTokens && count <= NAMED_STEPS && steps.every((token) => token.length <= 1);
  return (
    <div className={classes.column}>
      <div className={classes.columnHead}>
        <h3 className={classes.title}>{title}</h3>
        <HeatLegend scale={scale} largest={largest} />
      </div>
      {isNamed && (
        <div className={classes.axis} aria-hidden="true">
          {steps.map((token, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            <span key={step} data-on={step === place.step || undefined}>
              {visibleToken(token)}
            </span>
          ))}
        </div>
      )}
      {traces.map((trace) => (
        <TraceMap key={trace.name} {...{ trace, largest, place, onPlace, count }} />
      ))}
    </div>
  );
}

interface TraceMapProps {
  readonly trace: DrawnTrace;
  readonly largest: number;
  readonly place: Place;
  readonly onPlace: (row: number, step: number) => void;
  readonly count: number;
}

/** One gate or state: units down, time across, with the crosshair that all maps share. */
function TraceMap({ trace, largest, place, onPlace, count }: TraceMapProps) {
  const { tex, title, drawn, scale } = trace;
  const { unit, step, row } = place;
  const units = drawn.length;
  // A cell state has no bounds: on a scale with the others it would leave them no colour.
  const range = trace.name === 'c' ? Math.max(largest, largestOf(drawn)) : largest;
  const move = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const along = (share: number, cells: number) => Math.min(cells - 1, Math.max(0, Math.floor(share * cells)));
    onPlace(along((event.clientY - box.top) / box.height, units), along((event.clientX - box.left) / box.width, count));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (!by) return;
    onPlace(Math.min(units - 1, Math.max(0, row + by.row)), Math.min(count - 1, Math.max(0, step + by.step)));
    event.preventDefault();
    event.stopPropagation();
  };
  const value = formatMeasure(trace.rows[unit]?.[step], 3);
  return (
    <div className={classes.trace}>
      <div className={classes.traceHead}>
        <span className={classes.symbol}>
          <Tex tex={tex} />
        </span>
        {title}
        {range > largest && <span className={classes.hint}>±{formatValue(range, 2)}</span>}
        <span className={classes.traceValue}>
          unit {unit + 1} <b>{value}</b>
        </span>
      </div>
      <div
        className={classes.map}
        role="application"
        aria-roledescription="heat map"
        aria-label={`${title}: ${units} units by ${count} steps. Unit ${unit + 1} at step ${step + 1}: ${value}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move its crosshair
        tabIndex={0}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && move(event)}
        onKeyDown={onKeyDown}
      >
        <HeatCells rows={drawn} scale={scale} largest={range} />
        <span className={classes.crossDown} style={{ left: `${(step / count) * 100}%`, width: `${100 / count}%` }} />
        <span className={classes.crossAlong} style={{ top: `${(row / units) * 100}%`, height: `${100 / units}%` }} />
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, { readonly row: number; readonly step: number }>> = {
  ArrowUp: { row: -1, step: 0 },
  ArrowDown: { row: 1, step: 0 },
  ArrowLeft: { row: 0, step: -1 },
  ArrowRight: { row: 0, step: 1 },
};
