import { describe, expect, test } from 'vitest';
import type { TableProfile, TextProfile } from '../../engine/api';
import { check, isTrainable } from '../../engine/check';
import type { DataSpec } from '../../engine/nodes';
import { projectSchema, type Recipe, readProject } from '../../engine/project';
import { starterProject, starterRecipe } from './starter';

const source = { is: 'file', path: '/data/file.csv' } as const;

const column = (
  name: string,
  type: 'number' | 'time' | 'text',
  span: { from: string; to: string } | null = null,
): TableProfile['columns'][number] => ({
  name,
  type,
  missing: 0,
  distinct: 10,
  numbers: type === 'number' ? { min: 0, max: 1, mean: 0.5, deviation: 0.1 } : null,
  span,
  picture: [],
});

const table = (rows: number, columns: TableProfile['columns'], suggestion: TableProfile['suggestion']): TableProfile => ({
  is: 'table',
  name: 'file.csv',
  bytes: 1000,
  rows,
  dialect: { delimiter: ',', header: true },
  columns,
  preview: [],
  rejects: [],
  rejected: 0,
  suggestion,
  labelled: null,
  licence: null,
});

const text = (given: Partial<TextProfile>): TextProfile => ({
  is: 'text',
  name: 'file.txt',
  bytes: 1000,
  characters: 1000,
  lines: 4,
  words: 30,
  distinctWords: 26,
  distinctCharacters: 40,
  head: 'To be, or not to be\nthat is the question',
  licence: null,
  ...given,
});

const daily = table(
  1461,
  [
    column('date', 'time', { from: '2012-01-01', to: '2015-12-31' }),
    column('rain', 'number'),
    column('temp', 'number'),
    column('weather', 'text'),
  ],
  { time: 'date', targets: ['temp'], features: ['rain', 'temp', 'weather'] },
);

function fitting(profile: TableProfile | TextProfile): Recipe {
  const starter = starterRecipe(profile, source);
  if (starter.is === 'refused') throw new Error(starter.text);
  return starter.value;
}

const values: DataSpec = { input: { shape: [14, 2], dtype: 'float' }, columns: ['rain', 'temp'], target: { is: 'values', shape: [1] } };
const everyStep: DataSpec = { ...values, target: { is: 'values', shape: [14, 1] } };
const words: DataSpec = { input: { shape: [9], dtype: 'index', vocabulary: 27 }, columns: [], target: { is: 'class', shape: [27] } };
const scaled: DataSpec = { input: { shape: [40, 1], dtype: 'float' }, columns: ['character'], target: { is: 'class', shape: [50] } };

describe('the recipe for a file', () => {
  test('forecasts the suggested target from the numeric columns, in the order of time', () => {
    expect(fitting(daily)).toMatchObject({
      is: 'table',
      time: 'date',
      targets: ['temp'],
      features: ['rain', 'temp'],
      window: 14,
      horizon: 1,
    });
  });

  test.each([
    ['2024-01-01T00:00', '2024-02-11T15:00', 24],
    ['2024-01-01', '2026-09-27', 14],
    ['1950-01-01', '2033-04-01', 12],
    ['1000-01-01', '1999-01-01', 10],
  ])('a thousand rows from %s to %s are read in windows of %d', (from, to, window) => {
    const profile = table(1000, [column('t', 'time', { from, to }), column('y', 'number')], { time: 't', targets: ['y'], features: ['y'] });
    expect(fitting(profile)).toMatchObject({ window });
  });

  test('a short table gets a short window', () => {
    const profile = table(30, [column('y', 'number')], { time: null, targets: ['y'], features: ['y'] });
    expect(fitting(profile)).toMatchObject({ window: 2 });
  });

  test('a table without numbers is refused with a remedy', () => {
    const profile = table(30, [column('name', 'text')], { time: null, targets: [], features: [] });
    expect(starterRecipe(profile, source)).toEqual({
      is: 'refused',
      text: '"file.csv" has no column of numbers to forecast, only "name": open a table with numbers, or a text file.',
    });
  });

  test('short lines are read by word, and a very short text is learned whole', () => {
    expect(fitting(text({}))).toMatchObject({ is: 'words', length: null, split: { train: 1, validation: 0 } });
    expect(fitting(text({ words: 20_000 }))).toMatchObject({ is: 'words', split: { train: 0.7, validation: 0.15 } });
  });

  test('long lines and large vocabularies are read by character, in a bounded number of windows', () => {
    const prose = fitting(text({ head: 'word '.repeat(300), characters: 1_200_000 }));
    expect(prose).toMatchObject({ is: 'characters', encoding: 'index', window: 40, stride: 60 });
    expect(fitting(text({ distinctWords: 40_000 }))).toMatchObject({ is: 'characters' });
  });
});

describe('the project made from a file', () => {
  test.each([
    ['a forecast', fitting(daily), values],
    ['a forecast at every step', { ...fitting(daily), targetAt: 'everyStep' } as Recipe, everyStep],
    ['words', fitting(text({})), words],
    ['characters as indices', fitting(text({ head: 'word '.repeat(300) })), words],
    ['characters as numbers', { ...fitting(text({ head: 'word '.repeat(300) })), encoding: 'scaled' } as Recipe, scaled],
  ])('%s can be trained at once, without a warning', (_, recipe, spec) => {
    const project = starterProject(recipe, { spec, samples: { train: 1000, validation: 200, test: 200 } });
    expect(projectSchema.parse(project)).toEqual(project);
    expect(readProject(project).is).toBe('project');
    const checked = check(project.graph, { data: spec, batchSize: project.training.batchSize });
    expect(checked.problems).toEqual([]);
    expect(isTrainable(checked)).toBe(true);
  });

  test('no two of its nodes lie on each other', () => {
    const { nodes } = starterProject(fitting(text({})), { spec: words, samples: { train: 30, validation: 0, test: 0 } }).graph;
    expect(new Set(nodes.map(({ position }) => `${position.x} ${position.y}`)).size).toBe(nodes.length);
    expect(nodes.map(({ position }) => position.y)).toEqual([60, 60, 60, 320, 320]);
  });

  test('reads about as many samples whether the file is small or large', () => {
    const training = (samples: number) =>
      starterProject(fitting(daily), { spec: values, samples: { train: samples, validation: 1, test: 1 } }).training;
    expect(training(1000)).toMatchObject({ epochs: 60, batchSize: 32, patience: 10 });
    expect(training(10_000)).toMatchObject({ epochs: 15, batchSize: 128 });
    expect(training(1_000_000)).toMatchObject({ epochs: 3, batchSize: 512, patience: null });
  });
});
