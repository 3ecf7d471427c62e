import { expect, test } from 'vitest';
import type { RunSummary } from '../../engine/api';
import { runKey } from './runKey';

const run: RunSummary = {
  run: '2026-11-20T14-32-05-maple',
  word: 'maple',
  startedAt: '2026-11-20T14:32:05Z',
  state: 'stopped',
  epochs: 3,
  batch: 4,
  epochsPlanned: 10,
  elsewhere: false,
  seconds: 1,
  fingerprint: 'f',
  recipe: 'r',
  seed: 1,
  parameters: 100,
  architecture: 'LSTM 150',
  optimiser: 'Adam',
  last: { loss: 1 },
  best: null,
  hasCheckpoint: true,
  note: null,
  bytes: 1_200_000,
};

test.each<[string, Partial<RunSummary>]>([
  ['went on to another epoch', { epochs: 4 }],
  ['went on within its epoch', { batch: 5 }],
  ['went on with other data, without one more batch', { fingerprint: 'g' }],
  ['ended another way', { state: 'finished' }],
  ['is another one', { run: '2026-11-20T14-32-05-oak' }],
])('a run that %s is asked about anew', (_, changes) => {
  expect(runKey('p', { ...run, ...changes })).not.toBe(runKey('p', run));
  expect(runKey('q', run)).not.toBe(runKey('p', run));
  expect(runKey('p', { ...run })).toBe(runKey('p', run));
});
