import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { rowsOf } from '../arrangement';
import { buildVocabulary, countWords, createEncoder, splitWords } from './tokenizer';
import { arrangeWords } from './words';

// Made by Keras itself: tokenizer_fixture.py.
const fixture = z
  .array(
    z.strictObject({
      name: z.string(),
      text: z.string(),
      maxWords: z.number().nullable(),
      length: z.number().nullable(),
      tokens: z.array(z.string()),
      inputs: z.array(z.array(z.number())),
      targets: z.array(z.number()),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('tokenizer.fixture.json', import.meta.url), 'utf8')));

describe('words, sequences and targets equal those of Keras', () => {
  test.each(fixture)('for $name', ({ text, maxWords, length, tokens, inputs, targets }) => {
    const recipe = { is: 'words', source: { is: 'inline', text }, length, maxWords, split: { train: 1, validation: 0 } } as const;
    const words = arrangeWords(text, recipe, undefined);
    expect(words.pipeline.tokens).toEqual(tokens);
    expect(words.counts.train).toBe(targets.length);
    const samples = targets.map((_, sample) => sample);
    expect(samples.map((sample) => Array.from(rowsOf(words.input, sample), (row) => words.input.cells[row]))).toEqual(inputs);
    expect(samples.map((sample) => words.target.cells[rowsOf(words.target, sample)[0] ?? 0])).toEqual(targets);
  });

  it('with more than a hundred sequences among them', () => {
    expect(fixture.flatMap(({ targets }) => targets).length).toBeGreaterThan(500);
  });
});

describe('words', () => {
  it('are lower case, without the filtered characters, split at spaces alone', () => {
    expect(splitWords("To be, or\tNOT  to-be: 'tis…")).toEqual(['to', 'be', 'or', 'not', 'to', 'be', "'tis…"]);
  });

  it('are numbered by frequency, and among equals as they were first seen', () => {
    const counts = countWords([['b', 'a', 'c'], ['a', 'c'], ['d']]);
    expect(buildVocabulary(counts, null)).toEqual({ tokens: ['', 'a', 'c', 'b', 'd'], unknown: null });
  });

  it('beyond the most frequent ones become the unknown word', () => {
    const vocabulary = buildVocabulary(countWords([['b', 'a', 'c'], ['a', 'c'], ['d']]), 2);
    expect(vocabulary).toEqual({ tokens: ['', '<unknown>', 'a', 'c'], unknown: 1 });
    expect(createEncoder(vocabulary)(['a', 'b', 'zzz'])).toEqual({ indices: [2, 1, 1], unknown: ['b', 'zzz'] });
  });

  it('that the vocabulary lacks are left out where it has no unknown word', () => {
    expect(createEncoder({ tokens: ['', 'a'], unknown: null })(['a', 'b', ''])).toEqual({ indices: [1], unknown: ['b', ''] });
  });
});
