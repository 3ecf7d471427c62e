import { describe, expect, it, test } from 'vitest';
import { Refusal } from '../../api';
import type { WordsRecipe } from '../../project';
import { inputNumbers } from '../arrangement';
import { wordsPipelineSchema } from '../pipeline';
import { arrangeWords } from './words';

const words = (text: string, changes: Partial<WordsRecipe> = {}) =>
  arrangeWords(
    text,
    { is: 'words', source: { is: 'inline', text }, length: null, maxWords: null, split: { train: 1, validation: 0 }, ...changes },
    undefined,
  );

describe('sequences of words', () => {
  it('are every prefix of two or more words of every line, padded in front', () => {
    const { show, counts, spec } = words('one two three\n\nfour\nfive two\n');
    expect(counts.train).toBe(3);
    expect([0, 1, 2].map(show)).toEqual([
      { input: ['', 'one'], target: 'two' },
      { input: ['one', 'two'], target: 'three' },
      { input: ['', 'five'], target: 'two' },
    ]);
    expect(spec).toEqual({ input: { shape: [2], dtype: 'index', vocabulary: 6 }, columns: [], target: { is: 'class', shape: [6] } });
  });

  it('keep their last words where they are cut, and never look into another line', () => {
    const { show } = words('a b c d e\nf g', { length: 3 });
    expect([3, 4].map(show)).toEqual([
      { input: ['c', 'd'], target: 'e' },
      { input: ['', 'f'], target: 'g' },
    ]);
  });

  it('count the words that became the unknown word', () => {
    const { unknown, counted, notes, show } = words('a b a c a d', { maxWords: 1 });
    expect(unknown).toBe(3);
    expect(counted).toEqual([
      { index: 1, token: '<unknown>', count: 3 },
      { index: 2, token: 'a', count: 3 },
    ]);
    expect(notes).toEqual(['Taken as the unknown word: 3 words that the vocabulary lacks.']);
    expect(show(0).target).toBe('<unknown>');
  });

  it('are split in their order', () => {
    const { starts, counts } = words('a b c d e f g h i j k', { split: { train: 0.7, validation: 0.2 } });
    expect(starts).toEqual({ train: 0, validation: 7, test: 9 });
    expect(counts).toEqual({ train: 7, validation: 2, test: 1 });
  });

  it('can take the vocabulary of an earlier run', () => {
    const earlier = words('a b c d').pipeline;
    if (earlier.is !== 'words') throw new Error('no words');
    const text = 'd x c';
    const recipe: WordsRecipe = {
      is: 'words',
      source: { is: 'inline', text },
      length: null,
      maxWords: null,
      split: { train: 1, validation: 0 },
    };
    const again = arrangeWords(text, recipe, earlier);
    expect(again.pipeline).toEqual(earlier);
    expect(inputNumbers(again, 0, 10)).toEqual([0, 0, 4]);
    expect(again.notes).toEqual(['Left out: 1 word that the vocabulary lacks.']);
  });

  it('leave a description behind that its schema takes', () => {
    const { pipeline } = words('a b c d');
    expect(wordsPipelineSchema.parse(JSON.parse(JSON.stringify(pipeline)))).toEqual(pipeline);
  });

  test.each([
    ['no word', '… ?! --'.replace('…', ''), 'The text has no words'],
    ['one word, often', 'again again again\nagain', 'The text holds one word only, "again", so there is nothing to predict'],
    ['one word on each line', 'one\ntwo\nthree', 'Every line of the text has a single word'],
    [
      'a line as long as a book',
      Array.from({ length: 10_001 }, (_, i) => `w${i}`).join(' '),
      'The longest line has 10001 words: set a sequence length',
    ],
  ])('of a text with %s are refused', (_, text, sentence) => {
    expect(() => words(text)).toThrow(Refusal);
    expect(() => words(text)).toThrow(sentence);
  });

  it('are refused where the split leaves none to train on', () => {
    expect(() => words('a b c', { split: { train: 0.1, validation: 0.9 } })).toThrow('A train share of 10 % of 2 samples leaves none');
  });
});
