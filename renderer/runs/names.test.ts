import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../engine/api';
import { canResume, metricTitle, runLabel, runNumber, standsAt, wordOf } from './names';

const run = (more: Partial<RunSummary>): RunSummary => ({
  run: '2026-11-20T14-32-05-maple',
  word: 'maple',
  startedAt: '2026-11-20T14:32:05Z',
  state: 'stopped',
  batch: 0,
  fingerprint: '',
  recipe: '',
  epochs: 3,
  epochsPlanned: 10,
  elsewhere: false,
  seconds: 1,
  seed: 1,
  parameters: 100,
  architecture: 'LSTM 150',
  optimiser: 'Adam',
  last: { loss: 1 },
  best: null,
  hasCheckpoint: true,
  note: null,
  bytes: 1_200_000,
  ...more,
});

describe('runs by name', () => {
  test('are known by the last word of their folder', () => {
    expect(wordOf('2026-11-20T14-32-05-maple')).toBe('maple');
    expect(runLabel(run({}))).toBe('maple, LSTM 150');
    expect(runLabel(run({ architecture: '' }))).toBe('maple');
  });

  test('are numbered from the oldest on; one that is not listed yet comes next', () => {
    const list = [run({ run: 'c' }), run({ run: 'b' }), run({ run: 'a' })];
    expect(['a', 'c', 'new', null].map((name) => runNumber(list, name))).toEqual([1, 3, 4, 4]);
  });

  test('can be gone on with when they ended early with a checkpoint', () => {
    expect(canResume(run({}))).toBe(true);
    expect(canResume(run({ state: 'running' }))).toBe(false);
    expect(canResume(run({ epochs: 10, state: 'finished' }))).toBe(false);
    expect(canResume(run({ hasCheckpoint: false }))).toBe(false);
    // Inside its last epoch.
    expect(canResume(run({ epochs: 9, batch: 3 }))).toBe(true);
  });

  test('say where they go on', () => {
    expect(standsAt(run({}))).toBe('epoch 3');
    expect(standsAt(run({ batch: 12 }))).toBe('epoch 4, batch 12');
    expect(standsAt(run({ epochs: 0, batch: 5 }))).toBe('epoch 1, batch 5');
    expect(standsAt(run({ epochs: 0, batch: 0 }))).toBe('its start');
  });

  test('have metrics with titles', () => {
    expect(['loss', 'val_mae', 'top5'].map(metricTitle)).toEqual(['Loss', 'MAE, validation', 'top5']);
    expect(['next-word_accuracy', 'val_out_2_loss'].map(metricTitle)).toEqual(['Accuracy, next-word', 'Loss, out_2, validation']);
  });
});
