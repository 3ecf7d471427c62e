import type { Tensor } from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { tensorflow } from '../kernels/tensorflow';
import type { Recipe, TableRecipe } from '../project';
import { arrange } from './arrange';
import { inputNumbers } from './arrangement';
import { type Dataset, PARTS, type TableDataset, type TextDataset } from './dataset';
import { openDataset } from './open';
import { csvOf, fileWith, places, tableRecipe } from './testing';

const tf = tensorflow();
const range = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

/** A tensor as nested numbers, with its shape and kind; it is disposed. */
function taken(tensor: Tensor) {
  const found = { shape: tensor.shape, dtype: tensor.dtype, values: tensor.arraySync() };
  tensor.dispose();
  return found;
}

function gathered(dataset: Dataset, part: 'train' | 'validation' | 'test', indices: number[]) {
  const { inputs, targets } = dataset.gather(part, Int32Array.from(indices));
  return { inputs: taken(inputs), targets: taken(targets) };
}

async function table(columns: Readonly<Record<string, readonly unknown[]>>, changes: Partial<TableRecipe>): Promise<TableDataset> {
  const dataset = await openDataset(
    tf,
    tableRecipe(fileWith(`${JSON.stringify(changes).length}-${Object.keys(columns).join('')}.csv`, csvOf(columns)), changes),
    places,
  );
  if (dataset.is !== 'table') throw new Error('no table');
  return dataset;
}

async function text(recipe: Recipe): Promise<TextDataset> {
  const dataset = await openDataset(tf, recipe, places);
  if (dataset.is !== 'words' && dataset.is !== 'characters') throw new Error('no text');
  return dataset;
}

const words = (content: string, maxWords: number | null = null): Recipe => ({
  is: 'words',
  source: { is: 'inline', text: content },
  length: 4,
  maxWords,
  split: { train: 1, validation: 0 },
});

const characters = (content: string, encoding: 'index' | 'oneHot' | 'scaled'): Recipe => ({
  is: 'characters',
  source: { is: 'inline', text: content },
  lowerCase: true,
  window: 4,
  stride: 1,
  encoding,
  split: { train: 1, validation: 0 },
});

describe('batches of a table', () => {
  const columns = { a: range(12), b: range(12, 100) };

  it('are windows and what follows them, in the order asked for', async () => {
    const dataset = await table(columns, { features: ['a', 'b'], targets: ['b'], window: 2, split: { train: 0.5, validation: 0.3 } });
    expect(gathered(dataset, 'train', [3, 0])).toEqual({
      inputs: {
        shape: [2, 2, 2],
        dtype: 'float32',
        values: [
          [
            [3, 103],
            [4, 104],
          ],
          [
            [0, 100],
            [1, 101],
          ],
        ],
      },
      targets: { shape: [2, 1], dtype: 'float32', values: [[105], [102]] },
    });
    expect(gathered(dataset, 'test', [0]).targets.values).toEqual([[110]]);
    expect(dataset.windowStart('test', 0)).toBe(8);
    dataset.dispose();
  });

  test.each([
    [
      { horizon: 3, targets: ['a'] },
      [2, 3],
      [
        [2, 3, 4],
        [3, 4, 5],
      ],
    ],
    [
      { horizon: 2, targets: ['a', 'b'] },
      [2, 4],
      [
        [2, 102, 3, 103],
        [3, 103, 4, 104],
      ],
    ],
    [
      { targetAt: 'everyStep', targets: ['a'] },
      [2, 2, 1],
      [
        [[1], [2]],
        [[2], [3]],
      ],
    ],
    [
      { targetAt: 'everyStep', horizon: 2, targets: ['a', 'b'] },
      [2, 2, 2],
      [
        [
          [2, 102],
          [3, 103],
        ],
        [
          [3, 103],
          [4, 104],
        ],
      ],
    ],
  ] as const)('have targets of the shape the loss sees: %j', async (changes, shape, values) => {
    const dataset = await table(columns, { features: ['a'], window: 2, ...changes, targets: [...changes.targets] });
    expect(gathered(dataset, 'train', [0, 1]).targets).toEqual({ shape, dtype: 'float32', values });
    expect(dataset.spec.target.shape).toEqual(shape.slice(1));
    dataset.dispose();
  });

  it('scale back to the data’s own units', async () => {
    const dataset = await table(
      { a: range(12).map((i) => i * i), b: range(12, 100) },
      { features: ['b'], targets: ['a', 'b'], window: 2, scaling: 'standard', split: { train: 0.6, validation: 0.2 } },
    );
    const { targets } = dataset.gather('test', Int32Array.of(0, 1));
    const scaled = targets.arraySync() as number[][];
    targets.dispose();
    for (const [number, name] of dataset.targets.entries()) {
      const own = dataset.unscale(
        scaled.map((row) => row[number] ?? Number.NaN),
        number,
      );
      const start = dataset.windowStart('test', 0) + 2;
      expect(name).toBe(['a', 'b'][number]);
      for (const [i, value] of own.entries()) expect(value).toBeCloseTo(dataset.series(number)[start + i] ?? Number.NaN, 4);
    }
    dataset.dispose();
  });

  it('refuse a sample that the part does not have', async () => {
    const dataset = await table(columns, { features: ['a'], targets: ['a'], window: 2 });
    expect(() => dataset.gather('train', Int32Array.of(10))).toThrow('There is no train sample 10: the part has 10.');
    expect(() => dataset.gather('test', Int32Array.of(0))).toThrow('There is no test sample 0');
    expect(() => dataset.series(1)).toThrow('There is no target 1');
    dataset.dispose();
  });
});

describe('batches of a text', () => {
  it('of words are indices with a class each', async () => {
    const dataset = await text(words('to be or not to be'));
    expect(gathered(dataset, 'train', [0, 4])).toEqual({
      inputs: {
        shape: [2, 3],
        dtype: 'int32',
        values: [
          [0, 0, 1],
          [3, 4, 1],
        ],
      },
      targets: { shape: [2], dtype: 'int32', values: [2, 2] },
    });
    dataset.dispose();
  });

  test.each([
    ['index', [1, 4], 'int32', [[0, 1, 2, 0]]],
    ['scaled', [1, 4, 1], 'float32', [[[0], [0.25], [0.5], [0]]]],
    [
      'oneHot',
      [1, 4, 4],
      'float32',
      [
        [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
          [0, 0, 1, 0],
          [1, 0, 0, 0],
        ],
      ],
    ],
  ] as const)('of characters are encoded as %s', async (encoding, shape, dtype, values) => {
    const dataset = await text(characters('ABCADcb', encoding));
    expect(gathered(dataset, 'train', [0])).toEqual({
      inputs: { shape, dtype, values },
      targets: { shape: [1], dtype: 'int32', values: [3] },
    });
    dataset.dispose();
  });
});

describe('any batch', () => {
  const weather = tableRecipe('', {
    source: { is: 'sample', name: 'seattle-weather.csv' },
    time: 'date',
    features: ['temp_max', 'wind'],
    targets: ['temp_max'],
    window: 7,
    horizon: 2,
    scaling: 'standard',
    split: { train: 0.7, validation: 0.15 },
  });
  const moby: Recipe = {
    is: 'characters',
    source: { is: 'sample', name: 'moby-dick.txt' },
    lowerCase: false,
    window: 6,
    stride: 3,
    encoding: 'oneHot',
    split: { train: 0.8, validation: 0.1 },
  };

  test.each<[string, Recipe]>([
    ['of a table', weather],
    ['of a text', moby],
  ])('%s equals what the preview shows of it', async (_, recipe) => {
    const dataset = await openDataset(tf, recipe, places);
    const arrangement = await arrange(recipe, places);
    fc.assert(
      fc.property(fc.constantFrom(...PARTS), fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (part, chosen) => {
        const indices = chosen.map((number) => number % dataset.counts[part]);
        const { inputs, targets } = dataset.gather(part, Int32Array.from(indices));
        const expected = indices.flatMap((index) => inputNumbers(arrangement, arrangement.starts[part] + index, 10_000));
        expect([...inputs.dataSync()]).toEqual(expected);
        expect(inputs.shape).toEqual([indices.length, ...dataset.spec.input.shape]);
        tf.dispose([inputs, targets]);
      }),
      { numRuns: 30 },
    );
    dataset.dispose();
  });

  it('leaves no tensor behind but the two it returns', async () => {
    const before = tf.memory().numTensors;
    const dataset = await openDataset(tf, moby, places);
    const open = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) tf.dispose(Object.values(dataset.gather('train', Int32Array.of(0, 1, 2))));
    if (dataset.is === 'characters') dataset.encode('There').dispose();
    expect(tf.memory().numTensors).toBe(open);
    dataset.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has the fingerprint of its data, and of no other', async () => {
    const fingerprints: string[] = [];
    for (const recipe of [weather, weather, { ...weather, scaling: 'minMax' } as const, moby]) {
      const dataset = await openDataset(tf, recipe, places);
      fingerprints.push(dataset.fingerprint());
      dataset.dispose();
    }
    expect(fingerprints[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprints[1]).toBe(fingerprints[0]);
    expect(new Set(fingerprints).size).toBe(3);
  });
});
