import { describe, expect, test } from 'vitest';
import { createLabels } from './labels';
import type { Column } from './table';

const moments = (...texts: string[]): Column =>
  ({ name: 'at', type: 'time', values: Float64Array.from(texts, (text) => Date.parse(text)) }) as unknown as Column;
const rows = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

describe('labels', () => {
  test('are the moments of rows, to the day or to the second', () => {
    expect(createLabels(moments('2012-01-31', '2012-02-01'), rows(2))(1)).toBe('2012-02-01');
    expect(createLabels(moments('2012-01-31T10:00Z', '2012-01-31T11:30Z'), rows(2))(1)).toBe('2012-01-31T11:30:00');
  });

  test.each([
    ['daily', ['2024-02-27', '2024-02-28'], ['2024-02-29', '2024-03-01']],
    ['monthly', ['2023-11-01', '2023-12-01', '2024-01-01'], ['2024-02-01', '2024-03-01']],
    ['at the end of months', ['2023-10-31', '2023-11-30', '2023-12-31'], ['2024-01-31', '2024-02-29']],
    ['yearly', ['2022-03-01', '2023-03-01', '2024-03-01'], ['2025-03-01', '2026-03-01']],
    ['weekly', ['2024-01-01', '2024-01-08'], ['2024-01-15', '2024-01-22']],
  ])('go on %s beyond the last row', (_, known, next) => {
    const label = createLabels(moments(...known), rows(known.length));
    expect(next.map((__, i) => label(known.length + i))).toEqual(next);
  });

  test('without a time column are row numbers, which go on', () => {
    const label = createLabels(null, Int32Array.of(0, 2, 3));
    expect([label(0), label(1), label(3)]).toEqual(['1', '3', '5']);
  });
});
