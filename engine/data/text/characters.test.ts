import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Refusal } from '../../api';
import type { CharactersRecipe } from '../../project';
import { inputNumbers } from '../arrangement';
import { charactersPipelineSchema } from '../pipeline';
import { arrangeCharacters } from './characters';

const characters = (text: string, changes: Partial<CharactersRecipe> = {}) =>
  arrangeCharacters(
    text,
    {
      is: 'characters',
      source: { is: 'inline', text },
      lowerCase: false,
      window: 3,
      stride: 1,
      encoding: 'index',
      split: { train: 1, validation: 0 },
      ...changes,
    },
    undefined,
  );

describe('windows of characters', () => {
  it('stand a stride apart, and the character after each is its target', () => {
    const { show, counts } = characters('abcdefgh', { stride: 2 });
    expect(counts.train).toBe(3);
    expect([0, 1, 2].map(show)).toEqual([
      { input: ['a', 'b', 'c'], target: 'd' },
      { input: ['c', 'd', 'e'], target: 'f' },
      { input: ['e', 'f', 'g'], target: 'h' },
    ]);
  });

  it('hold indices in the order of the code points, from 0', () => {
    const text = characters('b🙂a\n');
    expect(text.pipeline.tokens).toEqual(['\n', 'a', 'b', '🙂']);
    expect(inputNumbers(text, 0, 10)).toEqual([2, 3, 1]);
    expect(text.spec).toEqual({ input: { shape: [3], dtype: 'index', vocabulary: 4 }, columns: [], target: { is: 'class', shape: [4] } });
  });

  it('hold a vector for each character, with one-hot encoding', () => {
    const text = characters('bca\n', { encoding: 'oneHot' });
    expect(text.spec.input).toEqual({ shape: [3, 4], dtype: 'float' });
    expect(inputNumbers(text, 0, 12)).toEqual([0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0]);
  });

  it('hold the index as a share of the number of characters, as one feature', () => {
    const text = characters('bca\n', { encoding: 'scaled' });
    expect(text.spec.input).toEqual({ shape: [3, 1], dtype: 'float' });
    expect(inputNumbers(text, 0, 12)).toEqual([0.5, 0.75, 0.25]);
  });

  it('know no capitals where they are lower-cased', () => {
    expect(characters('AbaB', { lowerCase: true }).pipeline.tokens).toEqual(['a', 'b']);
  });

  it('are floor((n − window − 1) ÷ stride) + 1, each whole and in order', () => {
    const text = fc.string({ minLength: 12, maxLength: 80, unit: fc.constantFrom('a', 'b', 'c', ' ') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5 }), (given, window, stride) => {
        fc.pre(new Set(given).size > 1);
        const { counts, show } = characters(given, { window, stride });
        expect(counts.train).toBe(Math.floor((given.length - window - 1) / stride) + 1);
        for (let sample = 0; sample < counts.train; sample++) {
          const { input, target } = show(sample);
          expect(input.join('') + target).toBe(given.slice(sample * stride, sample * stride + window + 1));
        }
      }),
    );
  });

  it('can take the characters of an earlier run', () => {
    const earlier = characters('abcd').pipeline;
    if (earlier.is !== 'characters') throw new Error('no characters');
    const recipe: CharactersRecipe = {
      is: 'characters',
      source: { is: 'inline', text: '' },
      lowerCase: false,
      window: 3,
      stride: 1,
      encoding: 'index',
      split: { train: 1, validation: 0 },
    };
    const again = arrangeCharacters('dxcba', recipe, earlier);
    expect(again.show(0)).toEqual({ input: ['d', 'c', 'b'], target: 'a' });
    expect(again.notes).toEqual(['Left out: 1 character that the vocabulary lacks.']);
  });

  it('leave a description behind that its schema takes', () => {
    const { pipeline } = characters('ab cd');
    expect(charactersPipelineSchema.parse(JSON.parse(JSON.stringify(pipeline)))).toEqual(pipeline);
    expect(pipeline).toMatchObject({ padding: 0 });
    expect(characters('ab\ncd').pipeline).toMatchObject({ padding: 0 });
    expect(characters('!ab cd').pipeline).toMatchObject({ padding: 0 });
  });

  test.each([
    ['one character, often', 'aaaaaaa', 'The text holds one character only, "a", so there is nothing to predict'],
    ['fewer characters than a window', 'abc', 'The text has 3 characters, but a window of 3 needs at least 4'],
  ])('of a text with %s are refused', (_, text, sentence) => {
    expect(() => characters(text)).toThrow(Refusal);
    expect(() => characters(text)).toThrow(sentence);
  });
});
