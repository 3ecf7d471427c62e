import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrainProgress } from '../api';
import { createProgressReporter } from './progress';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Batches at even times, a thousand to an epoch. → what the window hears. */
function report({ batches, everyMilliseconds }: { batches: number; everyMilliseconds: number }): TrainProgress[] {
  const heard: TrainProgress[] = [];
  const emit = (_: string, progress: unknown) => heard.push(progress as TrainProgress);
  const reporter = createProgressReporter(emit as never, {
    projectPath: 'a',
    run: 'b',
    epochs: 10,
    epochsDone: 0,
    seconds: 0,
    learningRate: 0.1,
  });
  for (let step = 1; step <= batches; step++) {
    vi.advanceTimersByTime(everyMilliseconds);
    const epoch = Math.ceil(step / 1000);
    const batch = ((step - 1) % 1000) + 1;
    const seconds = (step * everyMilliseconds) / 1000;
    reporter.batch({ ...{ step, epoch, batch, batches: 1000, seconds }, loss: step, meanLoss: step, gradientNorm: 1, learningRate: 0.1 });
  }
  return heard;
}

test('at most 20 events a second reach the window, however fast batches are', () => {
  const heard = report({ batches: 5000, everyMilliseconds: 1 });
  expect(heard.length).toBeLessThanOrEqual(5 * 20 + 1);
  expect(heard.length).toBeGreaterThan(5 * 15);
});

test('slow batches are told of one by one', () => {
  expect(report({ batches: 10, everyMilliseconds: 200 }).flatMap(({ points }) => points.map(({ step }) => step))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});

test('an event holds no more points than a curve can show', () => {
  const heard = report({ batches: 5000, everyMilliseconds: 0.1 });
  expect(Math.max(...heard.map(({ points }) => points.length))).toBeLessThanOrEqual(100);
});

test('rate and time left are those of the batches', () => {
  const last = report({ batches: 2000, everyMilliseconds: 5 }).at(-1);
  expect(last?.batchesPerSecond).toBeCloseTo(200, 0);
  expect(last?.secondsLeft).toBeCloseTo(8000 / 200, 0);
});

test('a pause says why, and validation is told where it takes a while', () => {
  const heard: TrainProgress[] = [];
  const emit = (_: string, progress: unknown) => heard.push(progress as TrainProgress);
  const reporter = createProgressReporter(emit as never, {
    projectPath: 'a',
    run: 'b',
    epochs: 2,
    epochsDone: 0,
    seconds: 5,
    learningRate: 0.1,
  });
  reporter.tell('paused', 'There is no room left.');
  reporter.validation({ epoch: 1, batch: 1, batches: 9, seconds: 6 });
  vi.advanceTimersByTime(60);
  reporter.validation({ epoch: 1, batch: 2, batches: 9, seconds: 7 });
  expect(heard.map(({ state, reason, elapsedSeconds }) => [state, reason, elapsedSeconds])).toEqual([
    ['paused', 'There is no room left.', 5],
    ['validating', null, 7],
  ]);
});
