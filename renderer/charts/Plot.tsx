import { memo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceArea, XAxis, YAxis } from 'recharts';
import { extentOf, type PlotFrame } from './frame';
import type { Series } from './points';
import { MOST_POINTS, thin } from './thin';
import { VOICES } from './voices';

/** A stretch of the horizontal axis with a meaning of its own, such as the test part. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly fill: string;
}

interface PlotProps {
  readonly frame: PlotFrame;
  readonly series: readonly Series[];
  readonly stretches?: readonly Stretch[];
}

/** Curves, grid and axes; everything that moves with the cursor lies above it, so that this is drawn only when its data change. */
export const Plot = memo(function Plot({ frame, series, stretches = [] }: PlotProps) {
  const { size, left, top, x, y, scale } = frame;
  const limit = Math.floor(MOST_POINTS / Math.max(1, series.length));
  const right = size.width - left - frame.width;
  return (
    <ComposedChart
      width={size.width}
      height={size.height}
      margin={{ top, right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      data={NO_DATA}
    >
      {stretches.map(({ from, to, fill }) => (
        <ReferenceArea key={from} x1={from} x2={to} fill={fill} fillOpacity={1} stroke="none" ifOverflow="hidden" />
      ))}
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" shapeRendering="crispEdges" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[...x.domain]}
        allowDataOverflow
        ticks={[...x.ticks]}
        interval={0}
        height={size.height - top - frame.height}
        axisLine={false}
        tickLine={false}
        tick={(place: TickPlace) => <AcrossTick {...place} frame={frame} />}
      />
      <YAxis
        type="number"
        scale={scale}
        domain={[...y.domain]}
        allowDataOverflow
        ticks={[...y.ticks]}
        interval={0}
        width={left}
        axisLine={false}
        tickLine={false}
        tick={(place: TickPlace) => (
          <text {...AXIS_TEXT} x={left - 8} y={place.y} dy={3.5} textAnchor="end">
            {frame.yLabels[place.index]}
          </text>
        )}
      />
      {series.flatMap(({ id, band }) =>
        band
          ? [
              <Area
                key={`${id} band`}
                data={[...band]}
                dataKey={bandRange}
                type="linear"
                {...STILL}
                fill="var(--d-band)"
                fillOpacity={1}
                stroke="none"
              />,
            ]
          : [],
      )}
      {[...series].reverse().map(({ id, voice, points }) => {
        const { stroke, width, dash } = VOICES[voice];
        const drawn = thin(scale === 'log' ? points.map(aboveZero) : points, limit);
        return (
          <Line
            key={id}
            data={[...drawn]}
            dataKey="y"
            type="linear"
            {...STILL}
            dot={drawn.length === 1 ? { r: 2.5, fill: stroke, stroke: 'none' } : false}
            stroke={stroke}
            strokeWidth={width}
            strokeLinecap="round"
            strokeLinejoin="round"
            {...(dash === undefined ? {} : { strokeDasharray: dash })}
          />
        );
      })}
    </ComposedChart>
  );
});

interface TickPlace {
  readonly x: number | string;
  readonly y: number | string;
  readonly index: number;
}

/** The first and the last label stay within the plot. */
function AcrossTick({ x, y, index, frame }: TickPlace & { frame: PlotFrame }) {
  const label = frame.xLabels[index] ?? '';
  return (
    <text {...AXIS_TEXT} x={x} y={y} dy={10} textAnchor={extentOf(frame, Number(x), label).anchor}>
      {label}
    </text>
  );
}

const AXIS_TEXT = { fill: 'var(--text-3)', fontSize: 11 } as const;
const NO_DATA: never[] = [];
/** Live data must not be chased by an animation. */
const STILL = { isAnimationActive: false, activeDot: false, legendType: 'none', tooltipType: 'none' } as const;

const bandRange = (point: { low: number; high: number }) => [point.low, point.high];
const aboveZero = (point: { x: number; y: number | null }) => (point.y !== null && point.y <= 0 ? { x: point.x, y: null } : point);
