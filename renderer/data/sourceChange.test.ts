import { describe, expect, test } from 'vitest';
import type { Profile, TableProfile } from '../../engine/api';
import { type Recipe, recipeSchema } from '../../engine/project';
import { readByCharacters, readByWords, recipeForSource, typedText } from './sourceChange';

const source = { is: 'file', path: '/data/new.csv' } as const;
const table = (...names: string[]): Profile => ({
  is: 'table',
  name: 'new.csv',
  bytes: 1,
  rows: 1000,
  dialect: null,
  columns: names.map((name): TableProfile['columns'][number] => ({
    name,
    type: 'number',
    missing: 0,
    distinct: 5,
    numbers: { min: 0, max: 1, mean: 0, deviation: 1 },
    span: null,
    picture: [],
  })),
  preview: [],
  rejects: [],
  rejected: 0,
  suggestion: { time: null, targets: [names[0] ?? ''], features: names },
  labelled: null,
  licence: null,
});
const text: Profile = {
  is: 'text',
  name: 'new.txt',
  bytes: 1,
  characters: 100,
  lines: 2,
  words: 20,
  distinctWords: 10,
  distinctCharacters: 10,
  head: 'to be\nor not',
  licence: null,
};
const forecast: Recipe = {
  is: 'table',
  source: { is: 'sample', name: 'old.csv' },
  time: null,
  features: ['rain', 'temp'],
  targets: ['temp'],
  window: 7,
  horizon: 3,
  targetAt: 'after',
  missing: 'drop',
  scaling: 'minMax',
  split: { train: 0.5, validation: 0.2 },
};

describe('other data for a project', () => {
  test('keep its settings where the columns are still there', () => {
    expect(recipeForSource(forecast, table('temp', 'rain', 'sun'), source)).toEqual({ is: 'fits', value: { ...forecast, source } });
  });

  test('start anew where a column is missing or the kind is another', () => {
    expect(recipeForSource(forecast, table('load'), source)).toMatchObject({ value: { targets: ['load'], features: ['load'], source } });
    expect(recipeForSource(forecast, text, source)).toMatchObject({ value: { is: 'words', source } });
    expect(recipeForSource({ is: 'none' }, text, source)).toMatchObject({ value: { is: 'words' } });
  });

  test('keep how a text is read', () => {
    const characters = readByCharacters(typedText);
    expect(recipeForSource(characters, text, source)).toEqual({ is: 'fits', value: { ...characters, source } });
  });

  test('reading by word or by character can be switched, and both can be saved', () => {
    const there = readByCharacters(typedText);
    expect(readByWords(there)).toEqual(typedText);
    for (const recipe of [typedText, there]) expect(recipeSchema.parse(recipe)).toEqual(recipe);
  });
});
