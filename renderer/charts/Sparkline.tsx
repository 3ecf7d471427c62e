import { thin } from './thin';

interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly width: number;
  readonly height: number;
  readonly className?: string | undefined;
}

/** More than a point a pixel says no more. */
const POINTS_PER_PIXEL = 2;

/** A curve without axes, small enough for the row of a table; said in words beside it. */
export function Sparkline({ values, width, height, className }: SparklineProps) {
  const points = thin(
    values.map((y, x) => ({ x, y })),
    width * POINTS_PER_PIXEL,
  );
  const measured = values.filter((value) => value !== null);
  const low = measured.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = measured.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const across = (x: number) => 1 + (x / Math.max(1, values.length - 1)) * (width - 2);
  const down = (y: number) => (high > low ? height - 2 - ((y - low) / (high - low)) * (height - 4) : height / 2);
  let pen = 'M';
  const path = points.map(({ x, y }) => {
    const step = y === null ? '' : `${pen}${across(x).toFixed(1)} ${down(y).toFixed(1)}`;
    pen = y === null ? 'M' : 'L';
    return step;
  });
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={className} aria-hidden="true">
      <path d={path.join('')} fill="none" stroke="var(--d-truth)" strokeWidth="1.25" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}
