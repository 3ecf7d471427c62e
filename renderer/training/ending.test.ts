import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../engine/api';
import { describeEnd } from './ending';

const run = (more: Partial<RunSummary>): RunSummary => ({
  run: 'a',
  word: 'maple',
  startedAt: '2026-11-20T14:32:05Z',
  state: 'finished',
  epochs: 134,
  batch: 0,
  epochsPlanned: 200,
  elsewhere: false,
  seconds: 28,
  fingerprint: 'f',
  recipe: 'r',
  seed: 1,
  parameters: 100,
  architecture: 'LSTM 150',
  optimiser: 'Adam',
  last: { loss: 1 },
  best: { epoch: 124, metrics: { loss: 1 } },
  hasCheckpoint: true,
  note: null,
  bytes: 1_200_000,
  ...more,
});

describe('how a run ended', () => {
  test.each([
    [run({ epochs: 200 }), 'Finished 200 epochs in 0:28.'],
    [run({ epochs: 1, epochsPlanned: 1 }), 'Finished 1 epoch in 0:28.'],
    [run({ state: 'stopped' }), 'Stopped. What it learned is kept.'],
    [run({ state: 'stopped', epochs: 0, hasCheckpoint: false }), 'Stopped. It left no checkpoint.'],
    [run({ state: 'stopped early' }), 'Stopped early. Validation was best in epoch 124, whose weights are kept.'],
    [run({ state: 'stopped early', note: 'Nothing got better for 10 epochs.' }), 'Stopped early. Nothing got better for 10 epochs.'],
    [
      run({ state: 'diverged', note: 'The learning rate of 1 is likely too high.' }),
      'Diverged. The learning rate of 1 is likely too high.',
    ],
    [run({ state: 'diverged' }), 'Diverged. The loss was no longer a finite number: try a lower learning rate, or clip the gradients.'],
    [run({ state: 'interrupted' }), 'Interrupted: the engine ended under it. What it learned is kept.'],
    [run({ state: 'failed', note: 'The disk is full.' }), 'Failed. The disk is full.'],
  ])('%#', (summary, sentence) => expect(describeEnd(summary)).toBe(sentence));
});
