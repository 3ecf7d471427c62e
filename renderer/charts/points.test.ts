import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { landmarksOf, lastPoint, nearestIndex, type Point, pointAt, type Series, snap, stepFrom } from './points';

const at = (...xs: number[]): Point[] => xs.map((x) => ({ x, y: x * 10 }));
const series = (id: string, points: readonly Point[]): Series => ({ id, label: id, voice: 'model', points });

describe('reading a curve', () => {
  test('finds the nearest of many points, the left one where two are as near', () => {
    const points = at(0, 2, 4, 10);
    expect([-5, 0, 1, 1.1, 3.9, 7, 7.1, 99].map((x) => nearestIndex(points, x))).toEqual([0, 0, 0, 1, 2, 2, 3, 3]);
    expect(nearestIndex([], 3)).toBeUndefined();
  });

  test('agrees with looking at every point', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1 }), fc.integer({ min: -600, max: 600 }), (xs, x) => {
        const points = at(...xs.sort((a, b) => a - b));
        const distance = Math.min(...xs.map((each) => Math.abs(each - x)));
        expect(Math.abs((points[nearestIndex(points, x) ?? -1]?.x ?? Number.NaN) - x)).toBe(distance);
      }),
    );
  });

  test('says nothing before its first and after its last point', () => {
    const points = at(3, 5);
    expect([2, 3, 4.5, 5, 6].map((x) => pointAt(points, x)?.y)).toEqual([undefined, 30, 50, 50, undefined]);
  });

  test('snaps to the nearest point of any curve', () => {
    expect(snap([series('a', at(0, 10)), series('b', at(4))], 3)).toBe(4);
    expect(snap([series('a', [])], 3)).toBeUndefined();
  });

  test('steps from point to point of all curves and stays at the ends', () => {
    const both = [series('a', at(0, 10, 20)), series('b', at(5, 10))];
    expect(stepFrom(both, 0, 1)).toBe(5);
    expect(stepFrom(both, 5, 1)).toBe(10);
    expect(stepFrom(both, 0, 3)).toBe(20);
    expect(stepFrom(both, 20, 5)).toBe(20);
    expect(stepFrom(both, 20, -2)).toBe(5);
    expect(stepFrom(both, 0, -1)).toBe(0);
  });

  test('takes the last value that is one', () => {
    expect(lastPoint([...at(1, 2), { x: 3, y: null }])).toEqual({ x: 2, y: 20 });
    expect(lastPoint([{ x: 3, y: null }])).toBeUndefined();
  });
});

describe('the landmarks of a curve', () => {
  test('are its ends, its lowest and its highest point, gaps left out', () => {
    const points = [{ x: 0, y: null }, ...at(1, 4, 2, 3), { x: 9, y: -1 }, { x: 10, y: null }];
    expect(landmarksOf(points)).toEqual({
      first: { x: 1, y: 10 },
      last: { x: 9, y: -1 },
      lowest: { x: 9, y: -1 },
      highest: { x: 4, y: 40 },
      leastPositive: 10,
      count: 5,
    });
  });

  test('are none where nothing was measured', () => {
    expect(landmarksOf([{ x: 1, y: null }])).toBeNull();
  });
});
