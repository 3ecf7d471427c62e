import { expect, test, vi } from 'vitest';
import type { LiveRun } from './runs';

vi.mock('../transport', () => ({ engine: { call: vi.fn(), on: vi.fn(), onClose: vi.fn() }, front: 'desktop' }));
vi.stubGlobal('navigator', { platform: 'Linux' });

const { milestone } = await import('./milestones');

const live = (state: LiveRun['state'], epoch = 1, more: Partial<LiveRun> = {}): LiveRun => ({
  run: 'r',
  projectPath: '/p',
  state,
  progress: {
    projectPath: '/p',
    run: 'r',
    state: 'running',
    reason: null,
    epoch,
    epochs: 200,
    batch: 1,
    batches: 1,
    loss: 1,
    gradientNorm: 1,
    learningRate: 0.001,
    batchesPerSecond: 1,
    elapsedSeconds: 1,
    secondsLeft: 1,
    points: [],
  },
  epochs: [],
  batches: [],
  checkpoint: null,
  summary: null,
  ...more,
});

test('the beginning, a pause and going on are said', () => {
  expect(milestone(null, live('preparing'))).toBe('Training begins.');
  expect(milestone(live('running'), live('paused'))).toBe('Training paused.');
  const full = live('paused');
  const progress = full.progress && { ...full.progress, reason: 'There is no room left.' };
  expect(milestone(live('running'), { ...full, progress })).toBe('Training paused. There is no room left.');
  expect(milestone(live('paused'), live('running'))).toBe('Training goes on.');
  expect(milestone(live('running'), live('lost'))).toBe('The engine stopped in the middle of training.');
});

test('every quarter is said once', () => {
  expect(milestone(live('running', 50), live('running', 51))).toBe('Epoch 51 of 200.');
  expect(milestone(live('running', 51), live('running', 52))).toBeUndefined();
  expect(milestone(live('running', 10), live('running', 160))).toBe('Epoch 160 of 200.');
});

test('the end is said with its result', () => {
  const summary = { state: 'finished', epochs: 200, last: { loss: 0.1, accuracy: 0.9671 }, best: null } as unknown as LiveRun['summary'];
  expect(milestone(live('running', 200), live('ended', 200, { summary }))).toBe('Training finished after 200 epochs: 0.967 accuracy.');
  expect(milestone(live('ended', 200, { summary }), live('ended', 200, { summary }))).toBeUndefined();
});
