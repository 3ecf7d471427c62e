import { describe, expect, test } from 'vitest';
import { byRow, paint, shares } from './cells';
import { mix, parseHex } from './colours';

describe('the colours of a heat map', () => {
  test('run from nothing to the largest value', () => {
    expect(
      shares(
        [
          [0, 5],
          [10, null],
        ],
        'sequential',
      ),
    ).toEqual([
      [0, 0.5],
      [1, null],
    ]);
    expect(shares([[0, 0]], 'sequential')).toEqual([[0, 0]]);
  });

  test('stand around the middle where values are signed', () => {
    expect(shares([[-4, 0, 2]], 'signed')).toEqual([[0, 0.5, 0.75]]);
    expect(shares([[0]], 'signed')).toEqual([[0.5]]);
  });

  test('are mixed from their stops', () => {
    const stops = [parseHex('#000000'), parseHex('#ff8000')];
    expect(mix(stops, 0.5)).toEqual([128, 64, 0]);
    expect(mix(stops, 7)).toEqual([255, 128, 0]);
    expect([
      ...paint(
        [
          [0, 1],
          [null, 0.5],
        ],
        'sequential',
        stops,
      ),
    ]).toEqual([0, 0, 0, 255, 255, 128, 0, 255, 0, 0, 0, 0, 128, 64, 0, 255]);
  });

  test('can be taken row by row', () => {
    expect(
      byRow([
        [3, 1],
        [0, 0],
      ]),
    ).toEqual([
      [0.75, 0.25],
      [0, 0],
    ]);
  });
});
