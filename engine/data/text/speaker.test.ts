import type { Tensor } from '@tensorflow/tfjs';
import { describe, expect, it, test } from 'vitest';
import { tensorflow } from '../../kernels/tensorflow';
import type { CharactersPipeline, WordsPipeline } from '../pipeline';
import { createSpeaker } from './speaker';

const tf = tensorflow();

const words: WordsPipeline = { is: 'words', steps: 3, tokens: ['', 'to', 'be', 'or', 'not'], unknown: null, filters: ',?' };
const characters = (encoding: CharactersPipeline['encoding']): CharactersPipeline => ({
  is: 'characters',
  steps: 4,
  lowerCase: true,
  encoding,
  tokens: [' ', 'a', 'b', 'c'],
  padding: 0,
});

/** A tensor as nested numbers, with its shape and kind; it is disposed. */
function taken(tensor: Tensor) {
  const found = { shape: tensor.shape, dtype: tensor.dtype, values: tensor.arraySync() };
  tensor.dispose();
  return found;
}

describe('generation', () => {
  it('of words goes on from the last ones, padded in front', () => {
    const speaker = createSpeaker(tf, words);
    expect(speaker.tokenise('To be, or BLAH not?')).toEqual({ tokens: [1, 2, 3, 4], unknown: ['blah'] });
    expect(taken(speaker.encode('To be'))).toEqual({ shape: [1, 3], dtype: 'int32', values: [[0, 1, 2]] });
    expect(taken(speaker.inputOf([4, 1, 2, 3]))).toEqual({ shape: [1, 3], dtype: 'int32', values: [[1, 2, 3]] });
    expect([0, 1, 2, 3, 4, 5].map(speaker.decode)).toEqual(['', 'to', 'be', 'or', 'not', '']);
    expect(speaker.separator).toBe(' ');
    expect(speaker.reserved).toEqual([0]);
  });

  it('takes words it does not know for the unknown word, which is never to be said', () => {
    const speaker = createSpeaker(tf, { ...words, tokens: ['', '<unknown>', 'to', 'be'], unknown: 1 });
    expect(speaker.tokenise('or to')).toEqual({ tokens: [1, 2], unknown: ['or'] });
    expect(speaker.reserved).toEqual([0, 1]);
  });

  test.each([
    ['index', [1, 4], 'int32', [[0, 0, 2, 1]]],
    ['scaled', [1, 4, 1], 'float32', [[[0], [0], [0.5], [0.25]]]],
    [
      'oneHot',
      [1, 4, 4],
      'float32',
      [
        [
          [1, 0, 0, 0],
          [1, 0, 0, 0],
          [0, 0, 1, 0],
          [0, 1, 0, 0],
        ],
      ],
    ],
  ] as const)('of characters as %s fills the window in front', (encoding, shape, dtype, values) => {
    const speaker = createSpeaker(tf, characters(encoding));
    expect(speaker.tokenise('BxA')).toEqual({ tokens: [2, 1], unknown: ['x'] });
    expect(taken(speaker.encode('BxA'))).toEqual({ shape, dtype, values });
    expect(speaker.separator).toBe('');
    expect(speaker.reserved).toEqual([]);
  });
});
