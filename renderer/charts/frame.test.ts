import { describe, expect, test } from 'vitest';
import { type Across, coveredBy, frameOf, placeX, placeY, valueAcross } from './frame';
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

  test('a tall chart has no more labels than can be read at a glance, and starts at zero on demand', () => {
    const tall = frameOf([series(3.5, 4)], {
      size: { width: 196, height: 700 },
      across: epochs,
      upward: { scale: 'linear', fromZero: true },
    });
    expect(tall.y.ticks.length).toBeLessThanOrEqual(9);
    expect(tall.y.domain[0]).toBe(0);
  });

  test('labels can be placed by hand', () => {
    const across = { ...epochs, domain: [1, 10] as const, ticks: [1, 3, 6, 10] };
    expect(frameOf([series(1, 2)], { size, across, upward: { scale: 'linear' } }).xLabels).toEqual(['Epoch 1', '3', '6', '10']);
  });

  test('a tag covers every label it half stands on, and no other', () => {
    const frame = frameOf([series(1, 2)], { size, across: epochs, upward: { scale: 'linear' } });
    const at = placeX(frame, 50);
    const covered = coveredBy(frame, at + 2, at + 40);
    expect(covered.from).toBeLessThan(at);
    expect(covered.to).toBe(at + 40);
    expect(coveredBy(frame, at + 30, at + 40)).toEqual({ from: at + 30, to: at + 40 });
  });
});
