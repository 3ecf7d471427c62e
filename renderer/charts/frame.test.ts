import { describe, expect, test } from 'vitest';
import { type Across, frameOf, placeX, placeY, valueAcross } from './frame';
import type { Series } from './points';

const size = { width: 544, height: 182 };
const epochs: Across = { label: 'Epoch', domain: [0, 200], say: (x) => `Epoch ${x}` };
const series = (...ys: number[]): Series => ({ id: 'a', label: 'a', voice: 'model', points: ys.map((y, x) => ({ x, y })) });

describe('the frame of a chart', () => {
  test('leaves room for labels and keeps the plot within the size', () => {
    const frame = frameOf([series(3.3, 1, 0.2)], { size, across: epochs, upward: { scale: 'linear' } });
    expect(frame.yLabels).toEqual(['0', '1', '2', '3']);
    expect(frame.xLabels[0]).toBe('Epoch 0');
    expect(frame.left + frame.width).toBeLessThanOrEqual(size.width);
    expect(frame.top + frame.height).toBeLessThan(size.height);
  });

  test('places values and reads them back', () => {
    const frame = frameOf([series(3.3, 1, 0.2)], { size, across: epochs, upward: { scale: 'linear' } });
    expect(placeX(frame, 0)).toBe(frame.left);
    expect(placeX(frame, 200)).toBe(frame.left + frame.width);
    expect(valueAcross(frame, (placeX(frame, 62) - frame.left) / frame.width)).toBeCloseTo(62);
    expect(placeY(frame, 0)).toBe(frame.top + frame.height);
  });

  test('one hopeless curve does not flatten the others', () => {
    const frame = frameOf([series(10, 12), series(15, 900)], { size, across: epochs, upward: { scale: 'linear', upTo: 40 } });
    expect(frame.y.domain[1]).toBeLessThan(50);
  });

  test('a single point, or none, still gives an axis', () => {
    for (const points of [[series(5)], [series()], []]) {
      const { domain } = frameOf(points, { size, across: { label: '', say: String }, upward: { scale: 'log' } }).x;
      expect(domain[1]).toBeGreaterThan(domain[0]);
    }
  });
});
