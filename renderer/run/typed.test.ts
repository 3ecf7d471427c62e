import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumbers, writeNumbers } from './typed';

describe('numbers that are typed', () => {
  test('as rows are one sample, or several behind each other', () => {
    expect(readNumbers('3 2 2\n2, 2; 2', [2, 3])).toEqual({ is: 'tensor', tensor: { shape: [1, 2, 3], values: [3, 2, 2, 2, 2, 2] } });
    expect(readNumbers('1 2\n\n3 −4', [2])).toEqual({ is: 'tensor', tensor: { shape: [2, 2], values: [1, 2, 3, -4] } });
  });

  test('as JSON may have the batch around them or not', () => {
    expect(readNumbers('[[3,2]]', [1, 2])).toEqual({ is: 'tensor', tensor: { shape: [1, 1, 2], values: [3, 2] } });
    expect(readNumbers('[[[3,2]],[[1,0]]]', [1, 2])).toEqual({ is: 'tensor', tensor: { shape: [2, 1, 2], values: [3, 2, 1, 0] } });
  });

  test.each([
    ['1 2 3', [2], 'One sample of 2 has 2 numbers, but there are 3.'],
    ['1 two', [2], '"two" is not a number.'],
    ['[1, 2', [2], 'This is not whole JSON'],
    ['[[1],[2,3]]', [2], 'not of one length'],
    ['[1,"2"]', [2], 'something that is no number'],
    ['[1,2,3]', [2], 'takes samples of 2, but these lists are 3'],
  ])('%j for %j is refused with the reason', (text, shape, sentence) => {
    expect(readNumbers(text, shape)).toMatchObject({ is: 'refused', text: expect.stringContaining(sentence) });
  });

  test('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.record({
          batch: fc.integer({ min: 1, max: 3 }),
          steps: fc.integer({ min: 1, max: 4 }),
          features: fc.integer({ min: 1, max: 4 }),
        }),
        fc.integer(),
        ({ batch, steps, features }, from) => {
          const tensor = { shape: [batch, steps, features], values: Array.from({ length: batch * steps * features }, (_, i) => from + i) };
          expect(readNumbers(writeNumbers(tensor), [steps, features])).toEqual({ is: 'tensor', tensor });
        },
      ),
    );
  });

  test('are nothing while the field is empty', () => {
    expect(readNumbers('  \n', [2])).toEqual({ is: 'empty' });
  });
});
