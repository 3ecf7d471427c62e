import { describe, expect, test } from 'vitest';
import { profileSource } from '../profile';
import { csvOf, fileWith, places } from '../testing';

const t = ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04'];
const count = [0, 1, 2, 3];
const x = [3, 1, 4, 1];

describe('what columns most likely are for', () => {
  test.each<[string, Record<string, readonly unknown[]>, { time: string | null; targets: string[]; features: string[] }]>([
    ['dates order, the rest vary', { t, a: x, b: x }, { time: 't', targets: ['a'], features: ['a', 'b'] }],
    ['a rising year orders', { year: [1700, 1701, 1705, 1706], a: x }, { time: 'year', targets: ['a'], features: ['a'] }],
    ['a year that falls orders nothing', { year: [5, 4, 8, 9], a: x }, { time: null, targets: ['year'], features: ['year', 'a'] }],
    ['a column named so is the target', { a: x, close: x }, { time: null, targets: ['close'], features: ['close', 'a'] }],
    [
      'row numbers, constants and gaps say nothing',
      { id: count, flat: [1, 1, 1, 1], holes: [1, '', '', ''], a: x },
      { time: null, targets: ['a'], features: ['a'] },
    ],
    ['unless there is nothing else', { t, price: count }, { time: 't', targets: ['price'], features: ['price'] }],
    [
      'yes and no is a feature, not a target',
      { ok: [true, false, true, true], a: x },
      { time: null, targets: ['a'], features: ['a', 'ok'] },
    ],
    ['words are neither', { word: ['a', 'b', 'c', 'd'], other: ['e', 'f', 'g', 'h'] }, { time: null, targets: [], features: [] }],
  ])('%s', async (name, columns, suggestion) => {
    const profile = await profileSource({ is: 'file', path: fileWith(`${name.replaceAll(' ', '-')}.csv`, csvOf(columns)) }, places);
    expect(profile.is === 'table' && profile.suggestion).toEqual(suggestion);
  });
});
