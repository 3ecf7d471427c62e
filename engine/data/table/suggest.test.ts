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

describe('texts with a label', () => {
  const labelOf = async (name: string, columns: Record<string, readonly unknown[]>) => {
    const profile = await profileSource(
      { is: 'file', path: fileWith(`labelled-${name.replaceAll(' ', '-')}.csv`, csvOf(columns)) },
      places,
    );
    return profile.is === 'table' ? profile.labelled : undefined;
  };
  const opinions = Array.from({ length: 20 }, (_, i) => `this one was number ${i}`);
  const verdicts = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'good' : 'bad'));
  const stars = Array.from({ length: 20 }, (_, i) => i % 4);

  test.each<[string, Record<string, readonly unknown[]>, { text: string; label: string } | null]>([
    ['are a column of sentences and one of few values', { review: opinions, verdict: verdicts }, { text: 'review', label: 'verdict' }],
    [
      'take the column that is named so',
      { id: verdicts, review: opinions, stars, sentiment: verdicts },
      { text: 'review', label: 'sentiment' },
    ],
    ['may be labelled by numbers', { stars, review: opinions }, { text: 'review', label: 'stars' }],
    ['are none where words stand alone', { name: opinions.map((_, i) => `name${i}`), verdict: verdicts }, null],
    ['are none where every row has a label of its own', { review: opinions, id: opinions.map((_, i) => i) }, null],
    ['are none among numbers', { stars, y: opinions.map((_, i) => i * 1.5) }, null],
  ])('%s', async (name, columns, labelled) => {
    expect(await labelOf(name, columns)).toEqual(labelled);
  });
});
