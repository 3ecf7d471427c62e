import { describe, expect, test } from 'vitest';
import { formatDuration, formatMeasure, formatMetrics, formatMoment, formatTable } from './format';

test.each([
  [0, '0:00'],
  [59.6, '1:00'],
  [65, '1:05'],
  [7209, '2:00:09'],
  [null, '–'],
  [Number.POSITIVE_INFINITY, '–'],
  [-3, '0:00'],
])('%s seconds are written %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0, '0'],
  [0.0123456, '0.01235'],
  [1234.5, '1235'],
  [0.000012345, '1.234e-5'],
  [-2_500_000, '-2.500e+6'],
  [null, 'not finite'],
  [undefined, '–'],
])('the measure %s is written %s', (value, text) => {
  expect(formatMeasure(value)).toBe(text);
});

test('a moment is told by the clock of this machine; what is none is left as it is', () => {
  expect(formatMoment(new Date(2026, 0, 2, 3, 4, 5).toISOString())).toBe('2026-01-02 03:04');
  expect(formatMoment('yesterday')).toBe('yesterday');
});

test('metrics stand one after another', () => {
  expect(formatMetrics({ loss: 0.5, accuracy: 1 })).toBe('loss 0.5, accuracy 1');
});

describe('a table', () => {
  test('has columns of one width, numbers on the right', () => {
    const rows = [
      ['Layer', 'Parameters'],
      ['lstm-1', '129,000'],
      ['größer 😀', '1'],
    ];
    expect(formatTable(rows, { right: [1] }).split('\n')).toEqual([
      'Layer     Parameters',
      'lstm-1       129,000',
      'größer 😀           1',
    ]);
  });

  test('without rows is empty', () => {
    expect(formatTable([])).toBe('');
  });
});
