import { describe, expect, it, test } from 'vitest';
import { tensorflow } from '../../kernels/tensorflow';
import type { TaskRecipe } from '../../project';
import { inputNumbers, rowsOf } from '../arrangement';
import { openDataset } from '../open';
import { prepareRecipe } from '../prepare';
import { places } from '../testing';
import { arrangeTask } from './arrange';

const recipe = (changes: Partial<TaskRecipe>): TaskRecipe => ({
  is: 'task',
  kind: 'adding',
  length: 20,
  samples: 50,
  seed: 3,
  split: { train: 0.6, validation: 0.2 },
  ...changes,
});

describe('the adding task', () => {
  test.each([2, 3, 20, 101])('of %i steps marks one number in each half and asks for their sum', (length) => {
    const { input, target, spec } = arrangeTask(recipe({ length }));
    expect(spec).toMatchObject({ input: { shape: [length, 2], dtype: 'float' }, target: { is: 'values', shape: [1] } });
    for (let sample = 0; sample < 50; sample++) {
      const rows = [...rowsOf(input, sample)].map((row) => ({ number: input.cells[2 * row] ?? 0, marked: input.cells[2 * row + 1] === 1 }));
      const marked = rows.flatMap((row, step) => (row.marked ? [step] : []));
      expect(marked).toHaveLength(2);
      expect(marked[0]).toBeLessThan(Math.floor(length / 2));
      expect(marked[1]).toBeGreaterThanOrEqual(Math.floor(length / 2));
      const sum = marked.reduce((total, step) => total + (rows[step]?.number ?? 0), 0);
      expect(target.cells[rowsOf(target, sample)[0] ?? 0]).toBeCloseTo(sum, 6);
      expect(rows.every(({ number }) => number >= 0 && number < 1)).toBe(true);
    }
  });

  it('says what each number is', async () => {
    const { shown } = await prepareRecipe(recipe({ length: 4 }), { ...places, from: 0, show: 1 });
    expect(shown[0]?.input).toHaveLength(4);
    expect(shown[0]?.input.filter((step) => step.endsWith(' marked'))).toHaveLength(2);
    expect(shown[0]?.tensor).toHaveLength(8);
  });
});

describe('the copying task', () => {
  const { input, target, spec } = arrangeTask(recipe({ kind: 'copy', length: 15 }));
  const steps = 35;

  it('asks for the ten symbols behind the sign, and for blanks before', () => {
    expect(spec).toMatchObject({ input: { shape: [steps, 10], dtype: 'float' }, target: { is: 'class', shape: [steps, 10] } });
    for (let sample = 0; sample < 50; sample++) {
      const [given, wanted] = [input, target].map(({ cells }) => [...cells.subarray(sample * steps, (sample + 1) * steps)]);
      const symbols = given?.slice(0, 10) ?? [];
      expect(symbols.every((symbol) => symbol >= 1 && symbol <= 8)).toBe(true);
      expect(given).toEqual([...symbols, ...new Array(14).fill(0), 9, ...new Array(10).fill(0)]);
      expect(wanted).toEqual([...new Array(25).fill(0), ...symbols]);
    }
  });

  it('is seen as vectors of zeros and a one, with a class at every step', async () => {
    const tf = tensorflow();
    const dataset = await openDataset(tf, recipe({ kind: 'copy', length: 15 }), places);
    const { inputs, targets } = dataset.gather('validation', Int32Array.of(0, 3));
    expect([inputs.shape, inputs.dtype, targets.shape, targets.dtype]).toEqual([[2, steps, 10], 'float32', [2, steps], 'int32']);
    const arrangement = arrangeTask(recipe({ kind: 'copy', length: 15 }));
    expect([...inputs.dataSync()].slice(0, steps * 10)).toEqual(inputNumbers(arrangement, arrangement.starts.validation, steps * 10));
    expect([0, 1, 9].map(dataset.className)).toEqual(['·', 'A', '?']);
    tf.dispose([inputs, targets]);
    dataset.dispose();
  });
});

describe('a task', () => {
  test.each(['adding', 'copy'] as const)('%s depends on its seed alone', (kind) => {
    const [first, again, other] = [3, 3, 4].map((seed) => arrangeTask(recipe({ kind, seed })).input.cells);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('is divided into parts as asked for', () => {
    expect(arrangeTask(recipe({})).counts).toEqual({ train: 30, validation: 10, test: 10 });
  });

  it('that would not fit into memory is refused before it is made', () => {
    expect(() => arrangeTask(recipe({ length: 10_000, samples: 1_000_000 }))).toThrow('take fewer or shorter ones');
  });
});
