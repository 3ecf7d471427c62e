import { describe, expect, test } from 'vitest';
import { curveNames } from './curveNames';
import { type Across, frameOf, placeY } from './frame';
import type { Series, Voice } from './points';

const across: Across = { label: '', say: String };
const series = (label: string, voice: Voice, ...ys: number[]): Series => ({
  id: label,
  label,
  voice,
  points: ys.map((y, x) => ({ x: x + 1, y })),
});

describe('names at curves', () => {
  const all = [series('model', 'model', 10, 12, 14), series('last week', 'other', 17, 17, 17), series('last value', 'other', 17, 60, 90)];
  const frame = frameOf(all, { size: { width: 196, height: 212 }, across, upward: { scale: 'linear', upTo: 35 } });

  test('stand above the end of each curve, the model excepted', () => {
    const names = curveNames(frame, all);
    expect(names.map(({ label }) => label)).toEqual(['last value', 'last week']);
    expect(names[1]?.y).toBeCloseTo(placeY(frame, 17) - 5);
  });

  test('stand at the top for a curve that leaves the chart', () => {
    expect(curveNames(frame, all)[0]?.y).toBe(frame.top + 10);
  });

  test('never stand on each other', () => {
    const close = [series('a', 'other', 17, 17), series('b', 'other', 17, 17), series('c', 'other', 17, 17.1)];
    const ys = curveNames(frame, close).map(({ y }) => y);
    for (const [index, y] of ys.entries()) if (index > 0) expect(y - (ys[index - 1] ?? 0)).toBeGreaterThanOrEqual(13);
  });
});
