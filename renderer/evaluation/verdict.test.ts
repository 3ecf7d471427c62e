import { describe, expect, test } from 'vitest';
import type { Forecast } from '../../engine/api';
import { formatColumn, judge } from './verdict';

const scores = (...maes: (number | null)[]): Forecast['scores'] =>
  maes.map((mae, index) => ({ name: `s${index}`, mae, rmse: mae, mape: null, mase: null }));

describe('the verdict on a forecast', () => {
  test.each([
    [scores(12.1, 18.3, 17, 85), { is: 'better', share: '29\u00a0%', than: 's2' }],
    [scores(20, 17, 18), { is: 'worse', share: '18\u00a0%', than: 's1' }],
    [scores(17.01, 17), { is: 'equal', than: 's1' }],
    [scores(0.1, 0), { is: 'worse', share: '100\u00a0%', than: 's1' }],
    [scores(0, 0), { is: 'equal', than: 's1' }],
    [scores(12), { is: 'unknown' }],
    [scores(null, 3), { is: 'unknown' }],
    [scores(3, null), { is: 'unknown' }],
  ])('%#', (given, verdict) => expect(judge(given)).toEqual(verdict));
});

describe('a column of scores', () => {
  test('has the decimals that its smallest number needs', () => {
    expect(formatColumn([12.1, 85.3])).toEqual(['12.1', '85.3']);
    expect(formatColumn([0.58, 4.09])).toEqual(['0.580', '4.090']);
    expect(formatColumn([1234.5, null])).toEqual(['1,235', '–']);
    expect(formatColumn([0.0123, 2])).toEqual(['0.0123', '2.0000']);
    expect(formatColumn([0.00000123, 2])[0]).toContain('10⁻⁶');
    expect(formatColumn([null])).toEqual(['–']);
  });
});
