import { describe, expect, test } from 'vitest';
import { formatAmount, formatCount, formatDuration, formatMeasure, formatPercent, formatPower, formatValue } from './numbers';

describe('numbers in panels', () => {
  test.each([
    [0.2385, '0.2385'],
    [1.0806, '1.081'],
    [12.1, '12.10'],
    [480, '480.0'],
    [134805.2, '134,805'],
    [-0.5, '−0.5000'],
    [0, '0'],
    [0.9999999, '1.0000'],
    [3.2e-5, '3.20\u00a0×\u00a010⁻⁵'],
    [1.5e7, '1.50\u00a0×\u00a010⁷'],
    [null, '–'],
    [undefined, '–'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('measures %s as %s', (value, text) => expect(formatMeasure(value)).toBe(text));

  test.each([
    [480, '480'],
    [12.1, '12.1'],
    [0.0042, '0.0042'],
    [12345.678, '12,346'],
    [-3, '−3'],
    [0, '0'],
    [null, '–'],
  ])('writes the value %s as %s', (value, text) => expect(formatValue(value)).toBe(text));

  test.each([
    [9, '0:09'],
    [754, '12:34'],
    [3723, '1:02:03'],
    [null, '–'],
    [59.6, '1:00'],
  ])('writes %s seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  test('writes shares, counts and powers', () => {
    expect(formatPercent(0.29)).toBe('29\u00a0%');
    expect(formatPercent(0.0291, 1)).toBe('2.9\u00a0%');
    expect(formatPercent(null)).toBe('–');
    expect(formatCount(134805)).toBe('134,805');
    expect([0, 1, 1437].map((count) => formatAmount(count, 'sample'))).toEqual(['0 samples', '1 sample', '1,437 samples']);
    expect(formatPower(-12)).toBe('10⁻¹²');
  });
});
