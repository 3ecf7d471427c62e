import { describe, expect, test } from 'vitest';
import { isComplaint } from '../define';
import { indices, parametersOf, shapeArgs, shapeAt } from '../testing/arguments';
import { embedding } from '.';

describe('Embedding', () => {
  const words = { inputs: { indices: indices(9, 27) } };

  test('gives a vector for each index', () => {
    expect(shapeAt(embedding, 'vectors', { ...words, params: { vocabulary: 27, dimensions: 64 } })).toEqual([9, 64]);
    expect(parametersOf(embedding, { ...words, params: { vocabulary: 27, dimensions: 64 } })).toBe(1728);
  });

  test('offers the vocabulary of the data where its own is too small', () => {
    const complaint = embedding.shape(shapeArgs(embedding, { ...words, params: { vocabulary: 20 } }));
    expect(isComplaint(complaint) && complaint.mend).toEqual({ label: 'Set vocabulary to 27', set: { vocabulary: 27 } });
  });

  test('advises against rows that no index ever asks for', () => {
    const [advice] = embedding.advise?.(shapeArgs(embedding, { ...words, params: { vocabulary: 1000 } })) ?? [];
    expect(advice?.text).toContain('973 vectors that the data never uses');
    expect(embedding.advise?.(shapeArgs(embedding, { ...words, params: { vocabulary: 27 } }))).toEqual([]);
  });
});
