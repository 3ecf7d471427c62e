import { expect, test } from 'vitest';
import { frontAxes, matrixOf, toJson } from './matrix';

const tensor = (...shape: number[]) => ({
  shape,
  values: Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => i),
  cut: false,
});

test('a sequence is shown with a row for each step, of the chosen sample', () => {
  expect(matrixOf(tensor(2, 2, 3), [1])).toMatchObject({
    rows: [
      [6, 7, 8],
      [9, 10, 11],
    ],
    rowTitle: 'step',
  });
});

test('a vector is one row', () => {
  expect(matrixOf(tensor(2, 3), [1])).toMatchObject({ rows: [[3, 4, 5]], columnTitle: 'feature' });
  expect(matrixOf(tensor(2), [1]).rows).toEqual([[1]]);
});

test('of several heads one is shown', () => {
  expect(frontAxes(tensor(1, 2, 2, 2))).toEqual([1, 2]);
  expect(matrixOf(tensor(1, 2, 2, 2), [0, 1]).rows).toEqual([
    [4, 5],
    [6, 7],
  ]);
});

test('what is not there, because the tensor was cut off, is missing', () => {
  expect(matrixOf({ shape: [1, 2, 2], values: [1, 2, 3], cut: true }, [0]).rows).toEqual([
    [1, 2],
    [3, null],
  ]);
});

test('a tensor is copied as nested lists', () => {
  expect(toJson(tensor(1, 2, 2))).toBe('[[[0,1],[2,3]]]');
  expect(toJson(tensor(2))).toBe('[0,1]');
});
