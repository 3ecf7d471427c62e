import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../nodes/testing/graphs';
import { emptyProject, type Project } from '../project';
import { runsFolder } from '../project/file';
import { seriesProject, wordProject } from '../train/testing/projects';
import { trainProject } from '../train/testing/run';
import { inspectionHandlers } from './inspection';
import { resultHandlers } from './results';

const RUN = '2026-01-01T00-00-00-oak';
const ROWS = 60;
const WINDOW = 5;
/** Rows that training sees: of its 33 windows and the targets behind them. */
const TRAINED = 0.6 * (ROWS - WINDOW) + WINDOW;

const folder = mkdtempSync(join(tmpdir(), 'unroll-changed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const { jobs } = resultHandlers();
const context = { isCancelled: () => false, tell: () => undefined };
const inspection = inspectionHandlers();

const own = Array.from({ length: ROWS }, (_, i) => Number((20 + 8 * Math.sin(i)).toFixed(3)));
const moved = own.map((value, i) => (i < TRAINED ? value * 3 + 100 : value));
const csvOf = (values: readonly number[]) => `load\n${values.join('\n')}\n`;

/** Trains beside a project file, as the program does. */
async function trainBeside(projectPath: string, project: Project): Promise<{ projectPath: string; run: string }> {
  await trainProject(project, { folder: join(runsFolder(projectPath), RUN) });
  return { projectPath, run: RUN };
}

describe('a run whose table changed', () => {
  const file = at('load.csv');
  const write = (values: readonly number[]) => writeFileSync(file, csvOf(values));
  const base = seriesProject({ epochs: 2 });
  const project: Project = {
    ...base,
    data: {
      is: 'table',
      source: { is: 'file', path: file },
      time: null,
      features: ['load'],
      targets: ['load'],
      window: WINDOW,
      horizon: 1,
      targetAt: 'after',
      missing: 'interpolate',
      scaling: 'standard',
      split: { train: 0.6, validation: 0.2 },
    },
  };
  let which: { projectPath: string; run: string };
  beforeAll(async () => {
    write(own);
    which = await trainBeside(at('series.unroll.json'), project);
  });

  const evaluated = async () => {
    const found = await jobs.evaluate(which, context);
    if (found.is !== 'forecast') throw new Error('no forecast');
    return found;
  };
  const inspected = (run: string | null, index = 0) =>
    inspection['inspect.run']({
      project,
      projectPath: which.projectPath,
      run,
      input: { is: 'samples', part: 'train', index, count: 1 },
    });
  const gradients = (run: string | null) =>
    inspection['inspect.gradients']({ project, projectPath: which.projectPath, run, part: 'train', index: 0, count: 2 });
  const firstInput = async (run: string | null) => (await inspected(run)).ports.find(({ node }) => node === 'input-1')?.tensor.values ?? [];
  /** Mean and deviation of the rows that are trained on, by hand. */
  const scaledBy = (learned: readonly number[], values: readonly number[]) => {
    const rows = learned.slice(0, TRAINED);
    const mean = rows.reduce((sum, value) => sum + value, 0) / rows.length;
    const deviation = Math.sqrt(rows.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows.length);
    return values.slice(0, WINDOW).map((value) => (value - mean) / deviation);
  };
  const expectClose = (found: readonly (number | null)[], expected: readonly number[]) => {
    expect(found).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 4);
  };

  test('says so in every result, keeps its own scaling, and says so no longer once the file is put back', async () => {
    write(own);
    const before = await evaluated();
    expect(before.dataChanged).toBe(false);
    expect((await inspected(RUN)).dataChanged).toBe(false);
    expect((await gradients(RUN)).dataChanged).toBe(false);
    expectClose(await firstInput(RUN), scaledBy(own, own));

    write(moved);
    const after = await evaluated();
    expect(after.dataChanged).toBe(true);
    // The test part is as it was, and so is the scale: so is the error.
    expect(after.scores[0]?.mae).toBe(before.scores[0]?.mae);
    expect((await jobs.predict({ ...which, data: null }, context)).dataChanged).toBe(true);
    expect((await inspected(RUN)).dataChanged).toBe(true);
    expect((await gradients(RUN)).dataChanged).toBe(true);
    expectClose(await firstInput(RUN), scaledBy(own, moved));

    write(own);
    expect(await evaluated()).toEqual(before);
    expect((await jobs.predict({ ...which, data: null }, context)).dataChanged).toBe(false);
    expect((await inspected(RUN)).dataChanged).toBe(false);
    expect((await gradients(RUN)).dataChanged).toBe(false);
  });

  test('without the run is scaled anew, and has nothing to differ from', async () => {
    write(moved);
    expect((await inspected(null)).dataChanged).toBe(false);
    expect((await gradients(null)).dataChanged).toBe(false);
    expectClose(await firstInput(null), scaledBy(moved, moved));
  });

  test.each([
    ['a row less', own.slice(0, -1)],
    ['a row more', [...own, 20]],
    ['its rows reversed', [...own].reverse()],
    ['other numbers in one row', own.map((value, i) => (i === 3 ? value + 0.5 : value))],
  ])('shows it with %s', async (_, values) => {
    write(values);
    expect((await evaluated()).dataChanged).toBe(true);
    expect((await inspected(RUN)).dataChanged).toBe(true);
    write(own);
    expect((await evaluated()).dataChanged).toBe(false);
  });

  test('predicts from a named file without a word about its own, and shows typed numbers likewise', async () => {
    write(moved);
    writeFileSync(at('other.csv'), csvOf(own.slice(0, 20)));
    expect((await jobs.predict({ ...which, data: at('other.csv') }, context)).dataChanged).toBe(false);
    const typed = { is: 'numbers' as const, tensors: [{ input: 'input-1', shape: [1, WINDOW, 1], values: [1, 2, 3, 4, 5] }] };
    const found = await inspection['inspect.run']({ project, projectPath: which.projectPath, run: RUN, input: typed });
    expect(found.dataChanged).toBe(false);
  });

  test('that is gone is refused, though its model is still open', async () => {
    write(own);
    await evaluated();
    rmSync(file);
    await expect(evaluated()).rejects.toThrow(`There is no file ${file}: choose the file again in the Data panel.`);
    write(own);
    expect((await evaluated()).dataChanged).toBe(false);
  });

  test('or that has no checkpoint yet says what to do', async () => {
    const none = { ...which, run: '2026-01-01T00-00-00-elm' };
    await expect(jobs.evaluate(none, context)).rejects.toThrow('has no checkpoint: wait a moment while it trains, or train again.');
    const look = () => inspection['inspect.run']({ ...none, project, input: { is: 'samples', part: 'train', index: 0, count: 1 } });
    await expect(look()).rejects.toThrow('cannot be read. Its run.json is missing.');
    cpSync(join(runsFolder(which.projectPath), which.run, 'run.json'), join(runsFolder(which.projectPath), none.run, 'run.json'));
    await expect(look()).rejects.toThrow('has no whole checkpoint: wait a moment while it trains, or train again.');
  });
});

test('a run whose text changed says so, and reads it with its own vocabulary', async () => {
  const file = at('lines.txt');
  const base = wordProject({ epochs: 1 });
  if (base.data.is !== 'words' || base.data.source.is !== 'inline') throw new Error('no text');
  const { text } = base.data.source;
  writeFileSync(file, text);
  const project: Project = { ...base, data: { ...base.data, source: { is: 'file', path: file } } };
  const which = await trainBeside(at('words.unroll.json'), project);
  const evaluated = () => jobs.evaluate(which, context);
  const before = await evaluated();
  expect(before).toMatchObject({ is: 'classification', dataChanged: false });
  // Other words come first, so that a vocabulary of this text would number all of them anew.
  writeFileSync(file, `mind the question\n${text}`);
  expect(await evaluated()).toMatchObject({ is: 'classification', dataChanged: true });
  const input = { is: 'samples' as const, part: 'train' as const, index: 2, count: 1 };
  const found = await inspection['inspect.run']({ ...which, project, input });
  expect(found.dataChanged).toBe(true);
  expect(found.steps.filter(Boolean)).toEqual(['to']);
  writeFileSync(file, text);
  expect(await evaluated()).toEqual(before);
});

test('samples that the program makes from a seed do not change', async () => {
  const project: Project = {
    ...emptyProject,
    graph: chain([{ type: 'lstm', params: { units: 3 } }, { type: 'dense' }]),
    data: { is: 'task', kind: 'adding', length: 4, samples: 20, seed: 1, split: { train: 0.6, validation: 0.2 } },
    training: { ...emptyProject.training, epochs: 1 },
  };
  const which = await trainBeside(at('task.unroll.json'), project);
  expect(await jobs.evaluate(which, context)).toMatchObject({ is: 'regression', dataChanged: false });
});
