import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../engine/api';
import { bestRun, bestRuns, columnsOf, sortRuns } from './columns';

const run = (name: string, more: Partial<RunSummary>): RunSummary => ({
  run: name,
  word: name,
  startedAt: '2026-11-20T14:32:05Z',
  state: 'finished',
  epochs: 10,
  batch: 0,
  epochsPlanned: 10,
  elsewhere: false,
  seconds: 65,
  fingerprint: 'f',
  recipe: 'r',
  seed: 1,
  parameters: 134805,
  architecture: 'LSTM 150',
  optimiser: 'Adam',
  last: { loss: 1 },
  best: null,
  hasCheckpoint: true,
  note: null,
  bytes: 1_200_000,
  ...more,
});

const maple = run('maple', { last: { loss: 0.5, mae: 2, val_loss: 0.9, val_mae: 3 } });
const cedar = run('cedar', { epochs: 4, best: { epoch: 3, metrics: { loss: 0.6, mae: 1, val_loss: 0.7, val_mae: 2 } } });
const birch = run('birch', { last: { loss: null } });
const list = [maple, cedar, birch];
const columns = columnsOf(list);
const names = (runs: readonly RunSummary[]) => runs.map(({ word }) => word);

describe('the table of runs', () => {
  test('has a column for every measure, the one that counts first', () => {
    expect(columns.map(({ title }) => title)).toEqual([
      'State',
      'Epochs',
      'Loss, validation',
      'Loss',
      'MAE, validation',
      'MAE',
      'Time',
      'Layers',
      'Parameters',
      'Optimiser',
      'Seed',
      'Disk',
    ]);
  });

  test('shows the best epoch where one is known, and how far a run came', () => {
    const cells = (of: RunSummary) => Object.fromEntries(columns.map((column) => [column.id, column.text(of)]));
    expect(cells(cedar)).toMatchObject({ epochs: '4 / 10', val_loss: '0.7000', seconds: '1:05', parameters: '134,805', bytes: '1.2 MB' });
    expect(cells(birch)).toMatchObject({ epochs: '10', loss: '–', val_loss: '–' });
  });

  test('sorts by any column, unknown values last either way', () => {
    expect(names(sortRuns(list, columns, null))).toEqual(['maple', 'cedar', 'birch']);
    expect(names(sortRuns(list, columns, { column: 'val_loss', direction: 'ascending' }))).toEqual(['cedar', 'maple', 'birch']);
    expect(names(sortRuns(list, columns, { column: 'val_loss', direction: 'descending' }))).toEqual(['maple', 'cedar', 'birch']);
  });

  test('sorts by what runs take on the disk', () => {
    const sized = [run('a', { bytes: 5000 }), run('b', { bytes: 900 }), run('c', { bytes: 2e6 })];
    expect(names(sortRuns(sized, columns, { column: 'bytes', direction: 'descending' }))).toEqual(['c', 'a', 'b']);
  });

  test('knows all that are the best where several are, and one that is alone', () => {
    expect(bestRuns(list)).toEqual(['cedar']);
    expect(bestRuns([maple, { ...maple, run: 'twin' }, run('c', { last: { val_loss: 2 } })])).toEqual(['maple', 'twin']);
    expect(bestRuns([maple])).toEqual(['maple']);
    expect(bestRuns([birch])).toEqual([]);
  });

  test('marks the best of several by validation loss', () => {
    expect(bestRun(list)).toBe('cedar');
    expect(bestRun([maple])).toBeUndefined();
    expect(bestRun([maple, { ...maple, run: 'twin' }])).toBeUndefined();
    expect(bestRun([run('a', { last: { loss: 2 } }), run('b', { last: { loss: 1 } })])).toBe('b');
  });
});
