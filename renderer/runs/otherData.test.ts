import { describe, expect, test } from 'vitest';
import { hasOtherData } from './otherData';

const run = { recipe: 'a', fingerprint: 'f' };

describe('the data of a run', () => {
  test('are others where one recipe gives other numbers now', () => {
    expect(hasOtherData(run, { recipe: 'a', fingerprint: 'g' })).toBe(true);
    expect(hasOtherData(run, { recipe: 'a', fingerprint: 'f' })).toBe(false);
  });

  test('are not compared with those of another recipe', () => expect(hasOtherData(run, { recipe: 'b', fingerprint: 'g' })).toBe(false));

  test('are not compared with data that could not be read', () =>
    expect(hasOtherData(run, { recipe: 'a', fingerprint: undefined })).toBe(false));
});
