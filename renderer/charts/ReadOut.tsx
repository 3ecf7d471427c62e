import { type KeyboardEvent, type PointerEvent, useId } from 'react';
import classes from './charts.module.css';
import { curveNames } from './curveNames';
import { type Across, coveredBy, type PlotFrame, placeX, placeY, valueAcross } from './frame';
import { formatMeasure } from './numbers';
import { lastPoint, pointAt, type Series, snap, stepFrom } from './points';
import { VOICES } from './voices';

interface ReadOutProps {
  readonly title: string;
  readonly frame: PlotFrame;
  readonly series: readonly Series[];
  readonly across: Across;
  readonly cursor: number | null;
  readonly onCursor: (cursor: number | null) => void;
  /** Marks the last point of the model, which is still moving. */
  readonly live: boolean;
  /** The names of all but the model stand at their curves. */
  readonly named: boolean;
  readonly say?: ((value: number | null | undefined) => string) | undefined;
}

/** Points at a time that Page up and Page down move over. */
const PAGE = 10;

/** The cursor above a plot: by pointer, or by the arrow keys once it has the focus. */
export function ReadOut({ title, frame, series, across, cursor, onCursor, live, named, say = formatMeasure }: ReadOutProps) {
  const clip = useId();
  const [from, to] = frame.x.domain;
  const at = cursor ?? to;
  const inside = cursor !== null && cursor >= from && cursor <= to;

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const near = snap(series, valueAcross(frame, (event.clientX - box.left) / box.width));
    if (near !== undefined) onCursor(Math.min(to, Math.max(from, near)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const start = cursor ?? series.reduce((last, { points }) => Math.max(last, lastPoint(points)?.x ?? last), from);
    const step = STEPS[event.key];
    const next =
      event.key === 'Home'
        ? snap(series, from)
        : event.key === 'End'
          ? snap(series, to)
          : step && (cursor === null ? start : stepFrom(series, start, step));
    if (event.key === 'Escape' && cursor !== null) onCursor(null);
    else if (next !== undefined) onCursor(Math.min(to, Math.max(from, next)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <svg className={classes.overlay} width={frame.size.width} height={frame.size.height} aria-hidden="true">
        <clipPath id={clip}>
          <rect x={frame.left - 4} y={frame.top - 4} width={frame.width + 8} height={frame.height + 8} />
        </clipPath>
        {named &&
          curveNames(frame, series).map(({ id, label, x, y }) => (
            <text key={id} x={x} y={y} textAnchor="end" className={classes.curveName}>
              {label}
            </text>
          ))}
        <g clipPath={`url(#${clip})`}>
          {inside && (
            <line
              x1={placeX(frame, cursor)}
              x2={placeX(frame, cursor)}
              y1={frame.top}
              y2={frame.top + frame.height}
              className={classes.cross}
            />
          )}
          {live &&
            series.filter(({ voice }) => voice === 'model').map(({ id, points }) => <EndMark key={id} frame={frame} points={points} />)}
          {inside &&
            [...series].reverse().map(({ id, voice, points }) => {
              const point = pointAt(points, cursor);
              if (!point || point.y === null || (frame.scale === 'log' && point.y <= 0)) return null;
              return (
                <circle
                  key={id}
                  cx={placeX(frame, point.x)}
                  cy={placeY(frame, point.y)}
                  r={3.5}
                  fill={VOICES[voice].stroke}
                  stroke="var(--bg-panel)"
                  strokeWidth={1.5}
                />
              );
            })}
        </g>
      </svg>
      {inside && (
        <Tag frame={frame} x={cursor} text={named ? `${across.say(cursor)}: ${modelAt(series, cursor, say)}` : across.say(cursor)} />
      )}
      <div
        className={classes.sensor}
        style={{ left: frame.left, top: frame.top, width: frame.width, height: frame.height }}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: read values`}
        aria-orientation="horizontal"
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={Math.min(to, Math.max(from, at))}
        aria-valuetext={[across.say(at), ...series.map(({ label, points }) => `${label} ${say(pointAt(points, at)?.y)}`)].join(', ')}
        onPointerMove={onPointerMove}
        onPointerLeave={() => onCursor(null)}
        onKeyDown={onKeyDown}
        onBlur={() => onCursor(null)}
      />
    </>
  );
}

function modelAt(series: readonly Series[], x: number, say: (value: number | null | undefined) => string): string {
  return say(pointAt(series.find(({ voice }) => voice === 'model')?.points ?? [], x)?.y);
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE };

function EndMark({ frame, points }: { frame: PlotFrame; points: Series['points'] }) {
  const end = lastPoint(points);
  if (!end || (frame.scale === 'log' && end.y <= 0)) return null;
  const place = { cx: placeX(frame, end.x), cy: placeY(frame, end.y) };
  return (
    <>
      <circle {...place} r={7} fill="var(--d-band)" />
      <circle {...place} r={3.5} fill="var(--d-model)" stroke="var(--bg-panel)" strokeWidth={1.5} />
    </>
  );
}

/** The place on the axis, in words, kept within the chart; labels of the axis that it half stands on give way. */
function Tag({ frame, x, text }: { frame: PlotFrame; x: number; text: string }) {
  const reach = text.length * 3.2 + 8;
  const left = Math.min(frame.size.width - reach, Math.max(reach, placeX(frame, x)));
  const cover = coveredBy(frame, left - reach, left + reach);
  return (
    <>
      <span className={classes.cover} style={{ left: cover.from, width: cover.to - cover.from }} aria-hidden="true" />
      <span className={classes.tag} style={{ left }} aria-hidden="true">
        {text}
      </span>
    </>
  );
}
