import { describe, expect, test } from 'vitest';
import { formatMoment, formatPlace, splitResult } from './moments';

describe('recent projects', () => {
  const now = new Date(2026, 10, 20, 15, 0);

  test.each([
    [new Date(2026, 10, 20, 14, 32), 'today, 14:32'],
    [new Date(2026, 10, 20, 0, 0), 'today, 00:00'],
    [new Date(2026, 10, 19, 23, 59), 'yesterday'],
    [new Date(2026, 10, 16, 9, 0), 'Mon 16 Nov'],
    [new Date(2025, 2, 4, 9, 0), '4 Mar 2025'],
  ])('opened at %s is %s', (then, text) => expect(formatMoment(then.toISOString(), now)).toBe(text));

  test('a moment that is none says nothing', () => expect(formatMoment('soon', now)).toBe(''));

  test.each([
    ['/home/ada/Documents/rnn/hamlet.unroll.json', '/home/ada', 'Documents/rnn'],
    ['/home/ada/hamlet.unroll.json', '/home/ada', '~'],
    ['/data/hamlet.unroll.json', '/home/ada', '/data'],
    ['C:\\Users\\ada\\rnn\\hamlet.unroll.json', 'C:\\Users\\ada', 'rnn'],
    ['/data/hamlet.unroll.json', undefined, '/data'],
  ])('%s, at home in %s, stands in %s', (path, home, place) => expect(formatPlace(path, home)).toBe(place));

  test('a result is a number and its measure', () => {
    expect(splitResult('12.1 MAE')).toEqual({ value: '12.1', measure: 'MAE' });
  });
});
