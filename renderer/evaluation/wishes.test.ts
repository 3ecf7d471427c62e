import { describe, expect, test } from 'vitest';
import { emptyProject, type Project } from '../../engine/project';
import { firstWishes, settingsOf } from './wishes';

const source = { is: 'inline', text: '' } as const;
const split = { train: 1, validation: 0 };
const words: Project = { ...emptyProject, data: { is: 'words', source, length: null, maxWords: null, split } };
const characters: Project = {
  ...emptyProject,
  data: { is: 'characters', source, lowerCase: true, window: 40, stride: 1, encoding: 'index', split },
};

describe('the settings of a generated text', () => {
  test('start with the first words of the text', () => {
    expect(firstWishes(words, 'To be, or not, to be: that')).toMatchObject({ seedText: 'To be, or not', length: 10, way: 'greedy' });
    expect(firstWishes(words, '')).toMatchObject({ seedText: '' });
  });

  test('start with a window of characters, and draw, because the likeliest character soon goes in circles', () => {
    expect(firstWishes(characters, 'x'.repeat(100))).toMatchObject({ seedText: 'x'.repeat(40), length: 200, way: 'temperature' });
  });

  test.each([
    ['greedy', 0, null],
    ['temperature', 0.7, null],
    ['topK', 0.7, 5],
  ] as const)('%s means temperature %d and top k %j', (way, temperature, topK) => {
    const wishes = { seedText: 'to be', length: 3, way, temperature: 0.7, topK: 5, seed: 9 };
    expect(settingsOf(wishes)).toEqual({ seedText: 'to be', length: 3, seed: 9, temperature, topK });
  });
});
