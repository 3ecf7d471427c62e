import { describe, expect, test } from 'vitest';
import { addReading, forgetReadings, noReadings, type Readings } from './readings';

const read = (before: Readings, fingerprint: string, { recipe = 'a', again = false } = {}) =>
  addReading(before, { recipe, fingerprint, again });

describe('readings of the data', () => {
  const first = read(noReadings, 'f');

  test('change nothing the first time, nor while the data stay as they are', () => {
    expect(first.changes).toBe(0);
    expect(first.byRecipe.get('a')).toBe('f');
    expect(read(first, 'f').changes).toBe(0);
  });

  test('are a change once the data are others, and when they are as they were before', () => {
    const changed = read(first, 'g');
    expect(changed.changes).toBe(1);
    expect(changed.byRecipe.get('a')).toBe('g');
    expect(read(changed, 'f').changes).toBe(2);
  });

  test('are a change when the person had the file read again', () => expect(read(first, 'f', { again: true }).changes).toBe(1));

  test('remember a recipe while another one is tried', () => {
    const tried = read(first, 'g', { recipe: 'b' });
    expect(tried.changes).toBe(0);
    expect(read(tried, 'f').changes).toBe(0);
    expect(read(tried, 'h').changes).toBe(1);
  });

  test('are a change when another project is opened, of which nothing is known', () => {
    const opened = forgetReadings(first);
    expect(opened.byRecipe.get('a')).toBeUndefined();
    expect(opened.changes).toBe(1);
    expect(read(opened, 'f').changes).toBe(1);
  });
});
