import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import type { LabelledRecipe } from '../../project';
import { type ArrangeOptions, arrange } from '../arrange';
import { rowsOf } from '../arrangement';
import { prepareRecipe } from '../prepare';
import { csvOf, fileWith, places } from '../testing';
import type { LabelledArrangement } from './arrange';
import { layWords, padWords } from './padding';

const recipe = (path: string, changes: Partial<LabelledRecipe> = {}): LabelledRecipe => ({
  is: 'labelled',
  source: { is: 'file', path },
  text: 'text',
  label: 'label',
  vocabulary: 100,
  unknownWord: false,
  length: 4,
  padding: 'pre',
  truncation: 'pre',
  order: 'file',
  seed: 1,
  split: { train: 1, validation: 0 },
  ...changes,
});

async function labelled(given: LabelledRecipe, fitted: Pick<ArrangeOptions, 'fitted' | 'labels'> = {}): Promise<LabelledArrangement> {
  const arrangement = await arrange(given, { ...places, ...fitted });
  if (arrangement.is !== 'labelled') throw new Error('no labelled texts');
  return arrangement;
}

const inputOf = ({ input }: LabelledArrangement, sample: number) => Array.from(rowsOf(input, sample), (row) => input.cells[row]);
const targetOf = ({ target }: LabelledArrangement, sample: number) => target.cells[rowsOf(target, sample)[0] ?? 0];

let files = 0;
const csv = (text: readonly string[], label: readonly unknown[]) => fileWith(`labelled-${files++}.csv`, csvOf({ text, label }));

// Made by Keras itself: labelled_fixture.py.
const fixture = z
  .array(
    z.strictObject({
      vocabulary: z.number(),
      unknownWord: z.boolean(),
      length: z.number(),
      padding: z.enum(['pre', 'post']),
      truncation: z.enum(['pre', 'post']),
      inputs: z.array(z.array(z.number())),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('labelled.fixture.json', import.meta.url), 'utf8')));

describe('labelled texts', () => {
  test.each(fixture)(
    'are what Keras makes of them: $vocabulary, $unknownWord, $length, $padding, $truncation',
    async ({ inputs, ...rules }) => {
      // The vocabulary of the fixture is that of the first 60 texts, which are the training part here.
      const sample = { is: 'sample', name: 'sentiment-sentences.csv' } as const;
      const found = await labelled(
        recipe('', { ...rules, source: sample, label: 'sentiment', split: { train: 60 / 3000, validation: 0 } }),
      );
      expect(found.counts.train).toBe(60);
      expect(inputs.map((_, i) => inputOf(found, i * 7))).toEqual(inputs);
    },
  );

  it('with two labels are no and yes', async () => {
    const found = await labelled(recipe(csv(['good', 'bad', 'so so'], ['positive', 'negative', 'negative'])));
    expect(found.spec).toEqual({
      input: { shape: [4], dtype: 'index', vocabulary: 100 },
      columns: [],
      target: { is: 'binary', shape: [1] },
    });
    expect(found.pipeline.labels).toEqual(['negative', 'positive']);
    expect([0, 1, 2].map((sample) => targetOf(found, sample))).toEqual([1, 0, 0]);
    expect(found.target.cells).toBeInstanceOf(Float32Array);
  });

  it('with more labels are classes, numbers among them in their order', async () => {
    const found = await labelled(recipe(csv(['a', 'b', 'c', 'd'], [10, 2, 1, 10])));
    expect(found.pipeline.labels).toEqual(['1', '2', '10']);
    expect(found.spec.target).toEqual({ is: 'class', shape: [3] });
    expect([0, 1, 2, 3].map((sample) => targetOf(found, sample))).toEqual([2, 1, 0, 2]);
    expect(found.target.cells).toBeInstanceOf(Int32Array);
  });

  it('know the words of the training texts alone', async () => {
    const path = csv(['one two', 'two three', 'four', 'five'], [0, 1, 0, 1]);
    const found = await labelled(recipe(path, { split: { train: 0.5, validation: 0.25 } }));
    expect(found.pipeline.tokens).toEqual(['', 'two', 'one', 'three']);
    expect(inputOf(found, 2)).toEqual([0, 0, 0, 0]);
    expect(found.notes.join(' ')).toContain('2 words that the vocabulary lacks');
  });

  it('are drawn into the parts by their own seed', async () => {
    const path = csv(
      Array.from({ length: 40 }, (_, i) => `word${i}`),
      Array.from({ length: 40 }, (_, i) => Number(i >= 20)),
    );
    const split = { train: 0.5, validation: 0.25 };
    const [first, again, other] = await Promise.all([
      labelled(recipe(path, { order: 'shuffled', split })),
      labelled(recipe(path, { order: 'shuffled', split, length: 3 })),
      labelled(recipe(path, { order: 'shuffled', split, seed: 2 })),
    ]);
    expect(again.texts).toEqual(first.texts);
    expect(other.texts).not.toEqual(first.texts);
    expect([...first.texts].sort()).toEqual([...other.texts].sort());
    const trained = Array.from({ length: first.counts.train }, (_, sample) => targetOf(first, sample));
    expect(new Set(trained)).toEqual(new Set([0, 1]));
  });

  it('leave rows out that lack a text or a label, and say so', async () => {
    const found = await labelled(recipe(csv(['good', '', 'bad', 'fine'], ['yes', 'no', 'no', ''])));
    expect(found.texts).toEqual(['good', 'bad']);
    expect(found.notes[0]).toBe('Left out: 2 rows without a text or a label.');
  });

  it('of another file are read by what was learned, with labels or without', async () => {
    const { pipeline } = await labelled(recipe(csv(['good film', 'bad film'], ['yes', 'no'])));
    const unlabelled = recipe(fileWith('unlabelled.csv', csvOf({ id: [1, 2], text: ['film good', 'new'] })));
    const without = await labelled(unlabelled, { fitted: pipeline, labels: 'optional' });
    expect(without.texts).toEqual(['film good', 'new']);
    expect(inputOf(without, 0)).toEqual([0, 0, 1, 2]);
    const strange = await labelled(recipe(csv(['good', 'bad', 'odd'], ['yes', 'no', 'perhaps'])), { fitted: pipeline });
    expect(strange.texts).toEqual(['good', 'bad']);
    expect(strange.notes).toContain('Left out: 1 text with a label that training did not know.');
    // Whoever scores or trains needs the labels: none are made up.
    await expect(labelled(unlabelled, { fitted: pipeline })).rejects.toThrow('has no column "label" for the labels');
  });

  it('are read from JSON as from delimited text', async () => {
    const rows = [
      { text: 'good film', label: 1, id: 7 },
      { text: 'bad film', label: 0, id: 8 },
      { text: null, label: 0, id: 9 },
    ];
    const found = await labelled(recipe(fileWith('reviews.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))));
    expect(found.texts).toEqual(['good film', 'bad film']);
    expect(found.pipeline.labels).toEqual(['0', '1']);
    expect([0, 1].map((sample) => targetOf(found, sample))).toEqual([1, 0]);
  });

  it('keep their labels as they are written', async () => {
    const found = await labelled(recipe(csv(['a b', 'c d', 'e f'], ['yes', 'no', 'no'])));
    expect(found.pipeline.labels).toEqual(['no', 'yes']);
  });

  it('are prepared with their classes and their vocabulary', async () => {
    const prepared = await prepareRecipe(recipe(csv(['good film', 'bad film', 'film'], ['yes', 'no', 'no'])), {
      ...places,
      from: 0,
      show: 3,
    });
    expect(prepared.classes).toEqual([
      { name: 'no', samples: 2 },
      { name: 'yes', samples: 1 },
    ]);
    expect(prepared.vocabulary[0]).toEqual({ index: 1, token: 'film', count: 3 });
    expect(prepared.shown[0]).toEqual({ part: 'train', input: ['', '', 'good', 'film'], target: 'yes', tensor: [0, 0, 2, 1] });
  });

  test.each([
    ['no such text column', { text: 'review' }, 'has no column "review" for the texts: choose one of "text", "label".'],
    ['no such label column', { label: 'stars' }, 'has no column "stars" for the labels'],
    ['text and label the same', { label: 'text' }, 'cannot be both text and label'],
  ])('are refused with %s', async (_, changes, sentence) => {
    await expect(labelled(recipe(csv(['a', 'b'], [0, 1]), changes))).rejects.toThrow(sentence);
  });

  it('are refused where every label is the same', async () => {
    await expect(labelled(recipe(csv(['a', 'b'], ['yes', 'yes'])))).rejects.toThrow('Every label in "label" is "yes"');
  });

  it('are refused where labels are no classes', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => String(i));
    await expect(labelled(recipe(csv(many, many)))).rejects.toThrow('has 1001 different labels');
  });
});

test('a text is padded alone as it is among others', () => {
  const end = fc.constantFrom('pre' as const, 'post' as const);
  const texts = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 10 }), end, end, (words, steps, padding, truncation) => {
      const rules = { steps, padding, truncation };
      const laid = layWords(words, rules);
      for (const [sample, own] of words.entries()) {
        expect(Array.from(rowsOf(laid, sample), (slot) => laid.cells[slot])).toEqual([...padWords(own, rules)]);
      }
    }),
  );
});
