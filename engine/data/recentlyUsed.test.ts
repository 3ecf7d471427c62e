import { describe, expect, it } from 'vitest';
import { createRecentlyUsed } from './recentlyUsed';

describe('the results used last', () => {
  it('are made once and shared by those who ask meanwhile', async () => {
    const results = createRecentlyUsed<number>(2);
    let made = 0;
    const make = async () => ++made;
    expect(await Promise.all([results.get('a', make), results.get('a', make)])).toEqual([1, 1]);
    expect(await results.get('a', make)).toBe(1);
  });

  it('push out the one that was used longest ago', async () => {
    const results = createRecentlyUsed<string>(2);
    const made: string[] = [];
    const ask = (key: string) =>
      results.get(key, async () => {
        made.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('do not remember a failure', async () => {
    const results = createRecentlyUsed<number>(2);
    await expect(results.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await results.get('a', async () => 7)).toBe(7);
  });
});
