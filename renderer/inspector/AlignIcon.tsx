import type { Alignment } from '../canvas/align';

/** Two bars on the line they are aligned to. */
const BARS: Readonly<Record<Alignment, { line: string; bars: readonly [number, number, number, number][] }>> = {
  left: {
    line: 'M2.500 2v12',
    bars: [
      [4, 4, 9, 3],
      [4, 9, 6, 3],
    ],
  },
  centre: {
    line: 'M8 2v12',
    bars: [
      [3, 4, 10, 3],
      [5, 9, 6, 3],
    ],
  },
  right: {
    line: 'M13.500 2v12',
    bars: [
      [3, 4, 9, 3],
      [6, 9, 6, 3],
    ],
  },
  top: {
    line: 'M2 2.500h12',
    bars: [
      [4, 4, 3, 9],
      [9, 4, 3, 6],
    ],
  },
  middle: {
    line: 'M2 8h12',
    bars: [
      [4, 3, 3, 10],
      [9, 5, 3, 6],
    ],
  },
  bottom: {
    line: 'M2 13.500h12',
    bars: [
      [4, 3, 3, 9],
      [9, 6, 3, 6],
    ],
  },
};

export function AlignIcon({ to }: { to: Alignment }) {
  const { line, bars } = BARS[to];
  return (
    <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true" fill="currentColor">
      {bars.map(([x, y, width, height]) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={width} height={height} rx={1} opacity={0.7} />
      ))}
      <path d={line} stroke="currentColor" strokeWidth={1.4} strokeLinecap="round" />
    </svg>
  );
}
