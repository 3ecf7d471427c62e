import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Refusal } from '../../api';
import { PARTS } from '../dataset';
import { layWindows } from './windows';

const after = { window: 10, horizon: 1, targetAt: 'after', split: { train: 0.8, validation: 0.1 } } as const;

describe('windows over the rows of a table', () => {
  it('are N − 10 for a window of 10 and one step ahead', () => {
    const { counts } = layWindows(110, { ...after, split: { train: 1, validation: 0 } });
    expect(counts).toEqual({ train: 100, validation: 0, test: 0 });
  });

  it('are split in the order of time', () => {
    const { starts, counts, ends, trainingRows } = layWindows(110, after);
    expect(starts).toEqual({ train: 0, validation: 80, test: 90 });
    expect(counts).toEqual({ train: 80, validation: 10, test: 10 });
    // Sample 80 forecasts row 90, so rows 0 to 89 are all that training knows.
    expect(ends).toEqual([90, 100]);
    expect(trainingRows).toBe(90);
  });

  it('leave out those whose targets lie in two parts', () => {
    // 98 samples; sample 77 forecasts rows 87 to 89, sample 78 rows 88 to 90, and row 88 is the first of the validation part.
    const { counts, starts, leftOut } = layWindows(110, { ...after, horizon: 3 });
    expect(starts.validation).toBe(78);
    expect(counts).toEqual({ train: 76, validation: 8, test: 10 });
    expect(leftOut).toBe(4);
  });

  test.each([
    [{ rows: 10 }, 'The data have 10 usable rows, but a window of 10 and a horizon of 1 need at least 11'],
    [{ rows: 12, split: { train: 0.2, validation: 0.8 } }, 'No window is left to train on: 20 % of 2 windows'],
    [{ rows: 30, targetAt: 'everyStep', split: { train: 0.4, validation: 0.3 } }, 'Raise the train share or take more data'],
  ] as const)('are refused where there are none to train on: %j', ({ rows, ...changes }, text) => {
    expect(() => layWindows(rows, { ...after, ...changes })).toThrow(Refusal);
    expect(() => layWindows(rows, { ...after, ...changes })).toThrow(text);
  });

  it('never show training what validation or test forecasts', () => {
    const layout = fc.record({
      rows: fc.integer({ min: 20, max: 300 }),
      window: fc.integer({ min: 1, max: 12 }),
      horizon: fc.integer({ min: 1, max: 6 }),
      targetAt: fc.constantFrom('after', 'everyStep'),
      train: fc.double({ min: 0.5, max: 1, noNaN: true }),
      rest: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(layout, ({ rows, window, horizon, targetAt, train, rest }) => {
        const split = { train, validation: (1 - train) * rest };
        const samples = rows - window - horizon + 1;
        fc.pre(Math.round(train * samples) > window + horizon);
        const { starts, counts, ends, trainingRows, leftOut } = layWindows(rows, { window, horizon, targetAt, split });
        const [from, span] = targetAt === 'after' ? [window, horizon] : [horizon, window];
        const seen = new Map<number, string>();
        for (const part of PARTS) {
          for (let sample = starts[part]; sample < starts[part] + counts[part]; sample++) {
            for (let row = sample + from; row < sample + from + span; row++) {
              expect(row).toBeLessThan(rows);
              expect(seen.get(row) ?? part).toBe(part);
              seen.set(row, part);
            }
          }
        }
        expect(trainingRows).toBe(counts.train + window + horizon - 1);
        for (const [row, part] of seen) expect(row < trainingRows).toBe(part === 'train');
        for (const end of ends) expect(end).toBeGreaterThanOrEqual(trainingRows);
        expect(counts.train + counts.validation + counts.test + leftOut).toBe(samples);
      }),
    );
  });
});
