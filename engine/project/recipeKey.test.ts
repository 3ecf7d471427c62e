import { describe, expect, test } from 'vitest';
import type { Recipe } from './recipe';
import { recipeKey } from './recipeKey';

const split = { train: 0.7, validation: 0.15 };
const table: Recipe = {
  is: 'table',
  source: { is: 'file', path: '/home/ada/wind.csv' },
  time: null,
  features: ['wind', 'rain'],
  targets: ['wind'],
  window: 10,
  horizon: 1,
  targetAt: 'after',
  missing: 'drop',
  scaling: 'standard',
  split,
};
const words = (text: string): Recipe => ({ is: 'words', source: { is: 'inline', text }, length: null, maxWords: null, split });

describe('what a recipe does', () => {
  test('is the same wherever its file stands and however its keys are ordered', () => {
    const reversed = Object.fromEntries(Object.entries(table).reverse()) as typeof table;
    expect(recipeKey({ ...reversed, source: { is: 'file', path: 'wind.csv' } })).toBe(recipeKey(table));
    expect(recipeKey(table)).toMatch(/^[0-9a-f]{14}$/);
  });

  test.each([
    ['other columns', { ...table, features: ['wind'] }],
    ['columns in another order', { ...table, features: ['rain', 'wind'] }],
    ['another window', { ...table, window: 11 }],
    ['another split', { ...table, split: { train: 0.8, validation: 0.15 } }],
    ['a sample instead of a file', { ...table, source: { is: 'sample', name: 'wind.csv' } }],
    ['no data', { is: 'none' }],
  ] satisfies [string, Recipe][])('is another with %s', (_, other) => expect(recipeKey(other)).not.toBe(recipeKey(table)));

  test('is another with other text in the project itself', () => expect(recipeKey(words('to be'))).not.toBe(recipeKey(words('to bee'))));
});
