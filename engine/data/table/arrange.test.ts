import { describe, expect, it, test } from 'vitest';
import { Refusal } from '../../api';
import type { TableRecipe } from '../../project';
import { arrange } from '../arrange';
import { inputNumbers, rowsOf } from '../arrangement';
import { tablePipelineSchema } from '../pipeline';
import { csvOf, fileWith, places, tableRecipe } from '../testing';
import type { TableArrangement } from './arrange';

let files = 0;

async function arranged(
  columns: Readonly<Record<string, readonly unknown[]>>,
  changes: Partial<TableRecipe> = {},
): Promise<TableArrangement> {
  const path = fileWith(`table-${files++}.csv`, csvOf(columns));
  const arrangement = await arrange(tableRecipe(path, changes), places);
  if (arrangement.is !== 'table') throw new Error('no table');
  return arrangement;
}

const targetsOf = ({ target }: TableArrangement, sample: number) =>
  [...rowsOf(target, sample)].map((row) => [...target.cells.subarray(row * (target.columns ?? 1), (row + 1) * (target.columns ?? 1))]);

const range = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);
const x = range(30).map((i) => (i * i) % 17);

describe('samples of a table', () => {
  it('for program 11 are x = s[i…i+10) and y = s[i+10], N − 10 in all', async () => {
    const table = await arranged({ x }, { window: 10 });
    expect(table.counts).toEqual({ train: 20, validation: 0, test: 0 });
    for (const sample of [0, 7, 19]) {
      expect(inputNumbers(table, sample, 400)).toEqual(x.slice(sample, sample + 10));
      expect(targetsOf(table, sample)).toEqual([[x[sample + 10]]]);
    }
    expect(table.spec).toMatchObject({
      input: { shape: [10, 1], dtype: 'float' },
      columns: ['x'],
      target: { is: 'values', shape: [1] },
    });
  });

  it('hold features in the order of the recipe, and targets that are no features', async () => {
    const table = await arranged({ a: range(8), b: range(8, 100), c: x.slice(0, 8) }, { features: ['b', 'a'], targets: ['c'], window: 2 });
    expect(inputNumbers(table, 1, 400)).toEqual([101, 1, 102, 2]);
    expect(targetsOf(table, 1)).toEqual([[x[3]]]);
    expect(table.spec.columns).toEqual(['b', 'a']);
  });

  it('with several steps ahead and several targets are flat, step by step', async () => {
    const table = await arranged({ a: range(9), b: range(9, 100) }, { features: ['a'], targets: ['a', 'b'], window: 3, horizon: 2 });
    expect(table.counts.train).toBe(5);
    expect(table.spec.target.shape).toEqual([4]);
    expect(targetsOf(table, 2)).toEqual([
      [5, 105],
      [6, 106],
    ]);
  });

  it('with a target at every step have the one `horizon` steps after it', async () => {
    const table = await arranged({ x }, { window: 4, horizon: 2, targetAt: 'everyStep' });
    expect(table.counts.train).toBe(30 - 4 - 2 + 1);
    expect(table.spec.target.shape).toEqual([4, 1]);
    expect(targetsOf(table, 3)).toEqual([5, 6, 7, 8].map((row) => [x[row]]));
  });

  it('are scaled by the training rows alone, all of them and nothing behind', async () => {
    const values = [...range(20), ...range(10, 1000)];
    const table = await arranged({ x: values }, { window: 5, scaling: 'minMax', split: { train: 0.6, validation: 0.2 } });
    // 25 samples, 15 for training: they read rows 0 to 19, whose values are 0 to 19.
    expect(table.counts.train).toBe(15);
    expect(table.pipeline.scales).toEqual([{ column: 'x', offset: 0, factor: 19 }]);
    expect(targetsOf(table, 14)[0]?.[0]).toBeCloseTo(1);
    expect(targetsOf(table, 15)[0]?.[0]).toBeCloseTo(1000 / 19, 4);
  });

  it('can be scaled as they were for an earlier run', async () => {
    const path = fileWith('fitted.csv', csvOf({ x }));
    const recipe = tableRecipe(path, { scaling: 'standard' });
    const fitted = { ...(await arranged({ x: range(10) }, {})).pipeline, scales: [{ column: 'x', offset: 10, factor: 2 }] };
    const again = await arrange(recipe, { ...places, fitted });
    expect(inputNumbers(again, 0, 3)).toEqual(x.slice(0, 3).map((value) => (value - 10) / 2));
    expect(again.pipeline).toMatchObject({ scales: fitted.scales });
  });

  it('leave a description behind that its schema takes', async () => {
    const { pipeline } = await arranged({ x }, { scaling: 'standard' });
    expect(tablePipelineSchema.parse(JSON.parse(JSON.stringify(pipeline)))).toEqual(pipeline);
  });

  it('are shown in the data’s own units, with the moment of each step', async () => {
    const t = ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04', '2020-01-05'];
    const table = await arranged(
      { t, x: [1, 2, 3, 4, 5.25], y: [10, 20, 30, 40, 50] },
      { time: 't', features: ['x', 'y'], targets: ['x'], scaling: 'standard' },
    );
    expect(table.show(1)).toEqual({ input: ['2020-01-02: 2, 20', '2020-01-03: 3, 30', '2020-01-04: 4, 40'], target: '5.25' });
  });
});

describe('the order of time', () => {
  it('is made where the file has another, and gaps in time are told', async () => {
    const table = await arranged({ t: [3, 1, 2, 9, 4, 5], x: [30, 10, 20, 90, 40, 50] }, { time: 't' });
    expect(inputNumbers(table, 0, 3)).toEqual([10, 20, 30]);
    expect(range(6).map(table.label)).toEqual(['1', '2', '3', '4', '5', '9']);
    expect(table.notes).toEqual([
      'Rows were sorted by "t": in the file they are not in the order of time.',
      'Moments are missing in "t" at 1 place: windows take the rows on both sides for neighbours.',
    ]);
  });

  it('leaves out rows without a moment', async () => {
    const table = await arranged({ t: [1, '', 2, 3, 4, 5], x: [10, 99, 20, 30, 40, 50] }, { time: 't' });
    expect(table.rows).toBe(5);
    expect(table.notes).toEqual(['Left out: 1 row without a moment in "t".']);
  });

  it('keeps a few rows of one moment in the order of the file', async () => {
    const t = range(200).map((i) => (i === 100 ? 99 : i));
    const table = await arranged({ t, x: range(200) }, { time: 't' });
    expect(inputNumbers(table, 98, 3)).toEqual([98, 99, 100]);
    expect(table.notes[0]).toBe('Kept in the order of the file: 1 row at a moment of "t" that another row has.');
  });

  it('names rows by their time of day where they have one, and by their number without a time column', async () => {
    const hours = await arranged({ t: range(6).map((hour) => `2020-01-01 0${hour}:00`), x: range(6) }, { time: 't' });
    expect(hours.label(2)).toBe('2020-01-01T02:00:00');
    expect((await arranged({ x })).label(0)).toBe('1');
  });
});

describe('gaps', () => {
  const gappy = { x: ['', 1, '', 3, 4, '', 6, 7] };

  it('are filled, and rows before the first value left out', async () => {
    const table = await arranged(gappy);
    expect(inputNumbers(table, 0, 3)).toEqual([1, 2, 3]);
    expect(table.notes).toEqual([
      'Left out: 1 row before the first value of every column.',
      'Filled in "x": 2 gaps, by a line between the values around them.',
    ]);
    expect(table.label(0)).toBe('2');
  });

  it('are dropped with their rows where the recipe says so', async () => {
    const table = await arranged(gappy, { missing: 'drop' });
    expect([...table.input.cells]).toEqual([1, 3, 4, 6, 7]);
    expect(range(5).map(table.label)).toEqual(['2', '4', '5', '7', '8']);
    expect(table.notes).toEqual(['Left out: 3 rows with a gap.']);
  });

  it('at the end of the training part know nothing of what follows', async () => {
    const table = await arranged(
      { x: [...range(10), '', '', '', ...range(7, 1000)] },
      { window: 1, split: { train: 0.57, validation: 0 } },
    );
    // 19 samples, 11 for training: rows 0 to 11; the gap is rows 10 to 12.
    expect(table.windows.trainingRows).toBe(12);
    expect([...table.input.cells.subarray(9, 14)]).toEqual([9, 9, 9, expect.closeTo(504.5), 1000]);
  });
});

describe('a recipe that does not fit its table is refused in one sentence', () => {
  const t = range(12).map((i) => `2020-01-${String(i + 1).padStart(2, '0')}`);
  const columns = { t, x: range(12), flat: range(12).map(() => 5), word: range(12).map((i) => `w${i}`), none: range(12).map(() => '') };
  const twice = { t: [...t, ...t], x: range(24) };
  test.each<[string, Readonly<Record<string, readonly unknown[]>>, Partial<TableRecipe>, string]>([
    ['text as target', columns, { targets: ['word'] }, 'The target "word" holds text, such as "w0": choose a column of numbers.'],
    ['text as feature', columns, { features: ['word'] }, 'The feature "word" holds text'],
    [
      'moments as feature',
      columns,
      { features: ['t'] },
      'The feature "t" holds moments: choose a column of numbers, and use "t" as the time column.',
    ],
    [
      'text as time',
      columns,
      { time: 'word' },
      'The time column "word" holds text, such as "w0": choose a column of dates or numbers, or none',
    ],
    [
      'a missing column',
      columns,
      { features: ['temperature'] },
      'has no column "temperature": choose one of "t", "x", "flat", "word", "none".',
    ],
    ['no feature', columns, { features: [] }, 'No feature column is chosen'],
    ['no target', columns, { targets: [] }, 'No target column is chosen'],
    ['a column twice', columns, { features: ['x', 'x'] }, 'The column "x" is chosen twice as a feature: remove one of them.'],
    [
      'a constant target',
      columns,
      { targets: ['flat'] },
      'The target "flat" is 5 in every row, so there is nothing to forecast: choose another column.',
    ],
    ['a column without values', columns, { features: ['none'] }, 'The feature "none" has no value in any row: choose another column.'],
    [
      'fewer rows than the window',
      columns,
      { window: 12 },
      'The data have 12 usable rows, but a window of 12 and a horizon of 1 need at least 13',
    ],
    [
      'several series one below the other',
      twice,
      { time: 't' },
      'Of 24 rows, 12 repeat a moment of "t", as if several series stood one below the other',
    ],
  ])('%s', async (_, data, changes, text) => {
    await expect(arranged(data, changes)).rejects.toThrow(Refusal);
    await expect(arranged(data, changes)).rejects.toThrow(text);
  });

  it('but a constant feature is only told', async () => {
    const table = await arranged({ x, flat: x.map(() => 5) }, { features: ['x', 'flat'], scaling: 'standard' });
    expect(table.notes).toEqual([
      'The column "flat" never changes in the training part: it tells the network nothing and is only moved to 0.',
    ]);
    expect(inputNumbers(table, 0, 6).filter((_, i) => i % 2 === 1)).toEqual([0, 0, 0]);
  });

  it('and without data at all', async () => {
    await expect(arrange({ is: 'none' }, places)).rejects.toThrow('The project has no data yet: load a file in the Data panel.');
  });
});
