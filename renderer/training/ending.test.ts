import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../engine/api';
import { describeEnd } from './ending';

const run = (more: Partial<RunSummary>): RunSummary => ({
  run: 'a',
  word: 'maple',
  startedAt: '2026-11-20T14:32:05Z',
  state: 'finished',
  epochs: 134,
  epochsPlanned: 200,
  seconds: 28,
  seed: 1,
  parameters: 100,
  architecture: 'LSTM 150',
  optimiser: 'Adam',
  last: { loss: 1 },
  best: { epoch: 124, metrics: { loss: 1 } },
  hasCheckpoint: true,
  note: null,
  ...more,
});

describe('how a run ended', () => {
  test.each([
    [run({ epochs: 200 }), 'Finished 200 epochs in 0:28.'],
    [run({ epochs: 1, epochsPlanned: 1 }), 'Finished 1 epoch in 0:28.'],
    [run({ state: 'stopped' }), 'Stopped after 134 of 200 epochs. What it learned is kept.'],
    [run({ state: 'stopped', epochs: 0, hasCheckpoint: false }), 'Stopped after 0 of 200 epochs. It left no checkpoint.'],
    [
      run({ state: 'stopped early' }),
      'Stopped early after 134 of 200 epochs: validation no longer got better. The weights of epoch 124, the best one, are kept.',
    ],
    [
      run({ state: 'diverged', note: 'The learning rate of 1 is the likely cause.' }),
      'Diverged after 134 of 200 epochs: the loss was no longer a finite number. The learning rate of 1 is the likely cause. The last finite weights are kept.',
    ],
    [run({ state: 'interrupted' }), 'Interrupted after 134 of 200 epochs: the engine ended under it. Its last checkpoint is kept.'],
    [run({ state: 'failed', note: 'The disk is full.' }), 'Failed after 134 of 200 epochs. The disk is full.'],
  ])('%#', (summary, sentence) => expect(describeEnd(summary)).toBe(sentence));
});
