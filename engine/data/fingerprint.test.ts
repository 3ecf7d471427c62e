import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import type { Recipe } from '../project';
import { readProjectFile } from '../project/file';
import { arrange } from './arrange';
import { fingerprint, preparedFingerprint } from './fingerprint';
import { type Pipeline, pipelineSchema } from './pipeline';
import { prepareRecipe } from './prepare';
import { csvOf, fileWith, places, tableRecipe } from './testing';

const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const split = { train: 0.6, validation: 0.2 };
/** As a run keeps it. */
const stored = (pipeline: Pipeline): Pipeline => pipelineSchema.parse(JSON.parse(JSON.stringify(pipeline)));
const prepared = async (recipe: Recipe) => (await prepareRecipe(recipe, { ...places, from: 0, show: 1 })).fingerprint;

/** A file by its lines, the recipe that reads it, and what may become of the lines; the first is a table's header. */
interface Kind {
  readonly header: string | null;
  readonly lines: readonly string[];
  readonly recipe: (path: string) => Recipe;
  readonly other: (line: string) => string;
  readonly foreign: readonly string[];
}

const series: Kind = {
  header: 'x,y',
  lines: range(40).map((i) => `${(10 + 5 * Math.sin(i)).toFixed(3)},${i * i}`),
  recipe: (path) => tableRecipe(path, { features: ['x', 'y'], targets: ['y'], scaling: 'standard', split }),
  other: (line) => line.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10)),
  foreign: range(40).map((i) => `${i % 7},${i}`),
};
const LINES = [
  'to be or not to be',
  'that is the question',
  'whether it is nobler in the mind',
  'to suffer the slings and arrows',
  'of outrageous fortune',
];
const words: Kind = {
  header: null,
  lines: LINES,
  recipe: (path) => ({ is: 'words', source: { is: 'file', path }, length: null, maxWords: null, split }),
  other: (line) => line.replace('is', 'be'),
  foreign: ['shall the mind be compared to arrows', 'it is not fortune'],
};
const characters = (encoding: 'index' | 'oneHot' | 'scaled'): Kind => ({
  ...words,
  recipe: (path) => ({ is: 'characters', source: { is: 'file', path }, window: 5, stride: 2, encoding, lowerCase: true, split }),
});
const labelled = (order: 'file' | 'shuffled'): Kind => ({
  header: 'text,label',
  lines: range(20).map((i) => `${['a good', 'the bad', 'one odd'][i % 3]} film ${i % 7},${['yes', 'no'][(i * i) % 2]}`),
  recipe: (path) => ({
    is: 'labelled',
    source: { is: 'file', path },
    text: 'text',
    label: 'label',
    vocabulary: 50,
    unknownWord: false,
    length: 4,
    padding: 'pre',
    truncation: 'pre',
    order,
    seed: 1,
    split,
  }),
  other: (line) => line.replace('film 3', 'film 4'),
  foreign: range(20).map((i) => `what a bad one ${i % 3},${i % 2 ? 'yes' : 'no'}`),
});

const kinds: readonly (readonly [string, Kind])[] = [
  ['a table', series],
  ['words', words],
  ['characters as indices', characters('index')],
  ['characters as vectors', characters('oneHot')],
  ['characters as shares', characters('scaled')],
  ['labelled texts', labelled('file')],
  ['labelled texts, shuffled', labelled('shuffled')],
];

const changes: readonly (readonly [string, (kind: Kind) => readonly string[]])[] = [
  ['hold others', ({ lines, other }) => lines.map(other)],
  [
    'hold another one in a single row',
    ({ lines, other }) => lines.map((line, i) => (i === lines.findIndex((one) => other(one) !== one) ? other(line) : line)),
  ],
  ['have lost half their rows', ({ lines }) => lines.slice(0, Math.ceil(lines.length / 2))],
  ['have lost their last row', ({ lines }) => lines.slice(0, -1)],
  ['have one row more', ({ lines }) => [...lines, ...lines.slice(1, 2)]],
  ['are reversed', ({ lines }) => [...lines].reverse()],
  ['are of another file', ({ foreign }) => foreign],
];

describe.each(kinds)('the fingerprint of %s', (name, kind) => {
  const file = `${name}.csv`;
  const write = (lines: readonly string[]) => fileWith(file, `${[...(kind.header === null ? [] : [kind.header]), ...lines].join('\n')}\n`);

  test.each(changes)('is another one once they %s, and its own again once they are put back', async (_, change) => {
    const recipe = kind.recipe(write(kind.lines));
    const own = await arrange(recipe, places);
    const whole = await prepared(recipe);
    const fitted = stored(own.pipeline);

    write(change(kind));
    expect(fingerprint(await arrange(recipe, { ...places, fitted }))).not.toBe(fingerprint(own));
    expect(await prepared(recipe)).not.toBe(whole);

    write(kind.lines);
    expect(fingerprint(await arrange(recipe, { ...places, fitted }))).toBe(fingerprint(own));
    expect(await prepared(recipe)).toBe(whole);
    expect(preparedFingerprint({ fingerprint: fingerprint(own), pipeline: fitted })).toBe(whole);
  });
});

describe('prepared data have another fingerprint', () => {
  const x = range(30).map((i) => (i * i) % 17);

  it.each(['standard', 'minMax'] as const)('in another unit, though %s scaling makes the same numbers of them', async (scaling) => {
    const recipe = tableRecipe(fileWith('unit.csv', csvOf({ x })), { scaling });
    const own = await arrange(recipe, places);
    const whole = await prepared(recipe);
    fileWith('unit.csv', csvOf({ x: x.map((value) => value * 2) }));
    expect(fingerprint(await arrange(recipe, places))).toBe(fingerprint(own));
    expect(await prepared(recipe)).not.toBe(whole);
    expect(fingerprint(await arrange(recipe, { ...places, fitted: stored(own.pipeline) }))).not.toBe(fingerprint(own));
  });

  it('with other words in the same places', async () => {
    const recipe = words.recipe(fileWith('names.txt', 'anna loves otto\notto sleeps\n'));
    const own = await arrange(recipe, places);
    const whole = await prepared(recipe);
    fileWith('names.txt', 'anna loves hugo\nhugo sleeps\n');
    expect(fingerprint(await arrange(recipe, places))).toBe(fingerprint(own));
    expect(await prepared(recipe)).not.toBe(whole);
    expect(fingerprint(await arrange(recipe, { ...places, fitted: stored(own.pipeline) }))).not.toBe(fingerprint(own));
  });
});

it('does not depend on the order of a pipeline’s keys', () => {
  const scales = [{ column: 'x', offset: 1, factor: 2 }];
  const pipeline = {
    is: 'table',
    time: null,
    features: ['x'],
    targets: ['x'],
    window: 3,
    horizon: 1,
    targetAt: 'after',
    missing: 'drop',
  } as const;
  const given = { ...pipeline, features: ['x'], targets: ['x'], scales };
  const turned: Pipeline = { scales: [{ factor: 2, offset: 1, column: 'x' }], ...pipeline, features: ['x'], targets: ['x'] };
  expect(preparedFingerprint({ fingerprint: 'a', pipeline: turned })).toBe(preparedFingerprint({ fingerprint: 'a', pipeline: given }));
});

it('is that of the data where the least number is -0, which no file of a run can hold', async () => {
  const x = ['-0.0', 3, '-0.0', 1, 2, '0.0', 5, 4];
  const recipe = tableRecipe(fileWith('zero.csv', csvOf({ x })), { scaling: 'minMax' });
  const own = await arrange(recipe, places);
  expect(fingerprint(await arrange(recipe, { ...places, fitted: stored(own.pipeline) }))).toBe(fingerprint(own));
});

test.each([
  ['series', '2026-11-28T08-00-00-oak'],
  ['stateful', '2026-11-28T08-03-00-fir'],
  ['text', '2026-11-28T08-04-00-yew'],
])('runs of version 1 know their data again: %s', async (name, run) => {
  const archive = fileURLToPath(new URL('../project/versions/archive/1', import.meta.url));
  const projectPath = `${archive}/${name}.unroll.json`;
  const { data } = z
    .object({ data: z.strictObject({ fingerprint: z.string(), pipeline: pipelineSchema }) })
    .parse(JSON.parse(readFileSync(`${archive}/${name}.runs/${run}/run.json`, 'utf8')));
  const read = await readProjectFile(projectPath);
  if (read.is === 'refused') throw new Error(read.text);
  const recipe = read.project.data;
  const own = { ...places, projectPath };
  expect(fingerprint(await arrange(recipe, own))).toBe(data.fingerprint);
  expect(fingerprint(await arrange(recipe, { ...own, fitted: data.pipeline }))).toBe(data.fingerprint);
  expect((await prepareRecipe(recipe, { ...own, from: 0, show: 1 })).fingerprint).toBe(preparedFingerprint(data));
});
