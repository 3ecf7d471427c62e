import { describe, expect, it } from 'vitest';
import { jobKinds } from '../api';
import type { Recipe } from '../project';
import { prepareRecipe } from './prepare';
import { csvOf, fileWith, places, tableRecipe } from './testing';

const prepare = async (recipe: Recipe, from = 0, show = 3) =>
  jobKinds.prepare.result.parse(await prepareRecipe(recipe, { ...places, from, show }));
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('what the network will see', () => {
  const path = fileWith('series.csv', csvOf({ x: range(30) }));
  const split = { train: 0.6, validation: 0.2 };

  it('of a table are windows in its own units and in the tensor’s, part by part', async () => {
    const recipe = tableRecipe(path, { window: 5, scaling: 'minMax', split });
    const prepared = await prepare(recipe, 14, 2);
    expect(prepared.samples).toEqual({ train: 15, validation: 5, test: 5 });
    expect(prepared.shown).toEqual([
      {
        part: 'train',
        input: ['15: 14', '16: 15', '17: 16', '18: 17', '19: 18'],
        target: '19',
        tensor: range(5).map((i) => Math.fround((14 + i) / 19)),
      },
      {
        part: 'validation',
        input: ['16: 15', '17: 16', '18: 17', '19: 18', '20: 19'],
        target: '20',
        tensor: range(5).map((i) => Math.fround((15 + i) / 19)),
      },
    ]);
    expect(prepared.scaling).toEqual([{ column: 'x', offset: 0, factor: 19 }]);
    expect(prepared.series).toEqual({ name: 'x', values: range(30), trainEnd: 20 / 30, validationEnd: 25 / 30 });
    expect(prepared.vocabularySize).toBe(0);
  });

  it('skips what the end of a part leaves out', async () => {
    const recipe = tableRecipe(path, { window: 5, horizon: 2, split });
    const prepared = await prepare(recipe, 0, 200);
    // Of 24 windows, 14 and 19 have one target on each side of an end.
    expect(prepared.samples).toEqual({ train: 13, validation: 4, test: 5 });
    expect(prepared.shown.map(({ target }) => target)).toEqual(
      range(24)
        .filter((i) => i !== 13 && i !== 18)
        .map((i) => `${i + 5}, ${i + 6}`),
    );
    expect(prepared.notes).toEqual(['Left out: 2 windows with targets on both sides of the end of a part.']);
  });

  it('without validation or test is all training', async () => {
    const prepared = await prepare(tableRecipe(path));
    expect(prepared.series).toMatchObject({ trainEnd: 1, validationEnd: 1 });
    const tested = await prepare(tableRecipe(path, { split: { train: 0.5, validation: 0 } }));
    expect(tested.series).toMatchObject({ trainEnd: 17 / 30, validationEnd: 17 / 30 });
  });

  it('of words are sequences, targets and the vocabulary', async () => {
    const recipe: Recipe = {
      is: 'words',
      source: { is: 'inline', text: 'b a\nb a c' },
      length: null,
      maxWords: null,
      split: { train: 1, validation: 0 },
    };
    expect(await prepare(recipe)).toMatchObject({
      samples: { train: 3, validation: 0, test: 0 },
      shown: [
        { part: 'train', input: ['', 'b'], target: 'a', tensor: [0, 1] },
        { part: 'train', input: ['', 'b'], target: 'a', tensor: [0, 1] },
        { part: 'train', input: ['b', 'a'], target: 'c', tensor: [1, 2] },
      ],
      vocabulary: [
        { index: 1, token: 'b', count: 2 },
        { index: 2, token: 'a', count: 2 },
        { index: 3, token: 'c', count: 1 },
      ],
      vocabularySize: 3,
      unknown: 0,
      series: null,
      scaling: [],
    });
  });

  it('of a large vocabulary shows its beginning, and of a large sample its first numbers', async () => {
    const text = range(2500)
      .map((i) => `w${i}`)
      .join(' ');
    const recipe: Recipe = {
      is: 'words',
      source: { is: 'inline', text },
      length: null,
      maxWords: null,
      split: { train: 1, validation: 0 },
    };
    const prepared = await prepare(recipe, 2498, 5);
    expect(prepared.vocabulary).toHaveLength(2000);
    expect(prepared.vocabularySize).toBe(2500);
    expect(prepared.shown).toHaveLength(1);
    expect(prepared.shown[0]?.tensor).toEqual(range(400).map((i) => i + 1));
  });
});
