import { describe, expect, test } from 'vitest';
import type { Prepared, TableProfile } from '../../engine/api';
import type { Recipe } from '../../engine/project';
import { dataPicture, numbersPicture, visible } from './dataDrawing';

const source = { is: 'inline', text: '' } as const;
const split = { train: 1, validation: 0 };
const words: Recipe = { is: 'words', source, length: null, maxWords: null, split };
const characters: Recipe = { is: 'characters', source, lowerCase: true, window: 8, stride: 1, encoding: 'index', split };
const table: Recipe = {
  is: 'table',
  source,
  time: null,
  features: ['wind', 'rain', 'temp', 'sun'],
  targets: ['temp'],
  window: 10,
  horizon: 1,
  targetAt: 'after',
  missing: 'drop',
  scaling: 'none',
  split,
};

const prepared = (shown: Prepared['shown']): Prepared => ({
  fingerprint: 'f',
  spec: { input: { shape: [9], dtype: 'index' }, columns: [], target: { is: 'class', shape: [27] } },
  samples: { train: 1, validation: 0, test: 0 },
  shown,
  vocabulary: [],
  vocabularySize: 0,
  unknown: 0,
  classes: [],
  scaling: [],
  series: null,
  notes: [],
});

describe('the picture of data', () => {
  test('shows the end of each sequence of words, without padding, and its target', () => {
    const input = ['', '', 'whether', 'it', 'is', 'nobler', 'in', 'the'];
    expect(dataPicture(words, prepared([{ part: 'train', input, target: 'mind', tensor: [] }]), null)).toEqual({
      is: 'text',
      mono: false,
      lines: [{ input: 'is nobler in the', target: 'mind' }],
    });
  });

  test('shows spaces and line ends as signs among characters', () => {
    const shown = [{ part: 'train' as const, input: [...'or not\n'], target: ' ', tensor: [] }];
    expect(dataPicture(characters, prepared(shown), null)).toMatchObject({ mono: true, lines: [{ input: 'or␣not↵', target: '␣' }] });
    expect(visible('\t')).toBe('⇥');
  });

  test('shows the target first, two features at most, and a window that ends before its target', () => {
    const column = (name: string, height: number): TableProfile['columns'][number] => ({
      name,
      type: 'number',
      missing: 0,
      distinct: 9,
      numbers: null,
      span: null,
      picture: Array.from({ length: 200 }, (_, x) => height + x),
    });
    const profile = { is: 'table', rows: 200, columns: [column('wind', 0), column('rain', 1), column('temp', 2), column('sun', 3)] };
    const picture = dataPicture(table, prepared([]), profile as TableProfile);
    if (picture?.is !== 'series') throw new Error('no series');
    expect(picture.curves.map((curve) => curve[curve.length - 1])).toEqual([201, 199, 200]);
    expect(picture.curves[0]).toHaveLength(50);
    expect(picture.window.to - picture.window.from).toBeCloseTo(0.2);
    expect(picture.window.target).toBeGreaterThan(picture.window.to);
  });

  test('shows the numbers or the symbols that a task asks to be remembered', () => {
    const task = { is: 'task', length: 4, samples: 1, seed: 1, split } as const;
    const numbers = [{ part: 'train' as const, input: ['0.123', '0.456 marked', '0.789', '0.111 marked'], target: '0.567', tensor: [] }];
    expect(dataPicture({ ...task, kind: 'adding' }, prepared(numbers), null)).toMatchObject({
      lines: [{ input: '0.46+0.11', target: '0.567' }],
    });
    const symbols = [{ part: 'train' as const, input: [...'ABCDEFGHAB···?··········'], target: '··············ABCDEFGHAB', tensor: [] }];
    expect(dataPicture({ ...task, kind: 'copy' }, prepared(symbols), null)).toMatchObject({
      lines: [{ input: 'ABCDEFG', target: 'DEFGHAB' }],
    });
  });

  test('shows rows of numbers that were typed in', () => {
    const input = { input: 'x', shape: [1, 2, 3], values: [1, 2, 3, 4, 5, 6] };
    expect(numbersPicture([input])).toMatchObject({ lines: [{ input: '1 2 3' }, { input: '4 5 6' }] });
    expect(numbersPicture([])).toBeNull();
  });

  test('shows nothing for a table whose columns are not known', () => {
    expect(dataPicture(table, prepared([]), null)).toBeNull();
    expect(dataPicture({ is: 'none' }, prepared([]), null)).toBeNull();
  });
});
