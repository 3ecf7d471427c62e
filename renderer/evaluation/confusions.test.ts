import { expect, test } from 'vitest';
import { topConfusions } from './confusions';

test('the most frequent confusions come first, right answers never', () => {
  const classes = ['a', 'b', 'c'];
  const confusion = [
    [90, 10, 0],
    [0, 5, 2],
    [0, 0, 7],
  ];
  expect(topConfusions({ classes, confusion }, 5)).toEqual([
    { truth: 'a', prediction: 'b', count: 10, share: 0.1 },
    { truth: 'b', prediction: 'c', count: 2, share: 2 / 7 },
  ]);
  expect(topConfusions({ classes, confusion }, 1)).toHaveLength(1);
});
