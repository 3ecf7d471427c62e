import { describe, expect, test } from 'vitest';
import { titleOf, withExtension } from './naming';

describe('the title of a window', () => {
  test.each([
    [{ title: 'Unroll', dirty: false }, 'Unroll'],
    [{ title: 'hamlet', dirty: false }, 'hamlet – Unroll'],
    [{ title: 'hamlet', dirty: true }, '• hamlet – Unroll'],
  ])('of %j is %s', (document, title) => {
    expect(titleOf(document, 'Unroll')).toBe(title);
  });
});

test.each([
  ['/a/hamlet', '/a/hamlet.unroll.json'],
  ['/a/hamlet.json', '/a/hamlet.unroll.json'],
  ['/a/hamlet.unroll', '/a/hamlet.unroll.json'],
  ['/a/hamlet.unroll.json', '/a/hamlet.unroll.json'],
  ['/a/v1.2', '/a/v1.2.unroll.json'],
])('a project that is saved as %s stands in %s', (typed, path) => {
  expect(withExtension(typed)).toBe(path);
});
