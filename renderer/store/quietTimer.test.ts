import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQuietTimer } from './quietTimer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('it runs after a while of quiet, once', () => {
  const run = vi.fn();
  const timer = createQuietTimer({ quiet: 2000, longest: 5000, run });
  timer.touch();
  vi.advanceTimersByTime(1500);
  timer.touch();
  vi.advanceTimersByTime(1999);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(run).toHaveBeenCalledTimes(1);
});

test('steady edits do not put it off beyond the longest wait', () => {
  const run = vi.fn();
  const timer = createQuietTimer({ quiet: 2000, longest: 5000, run });
  for (let at = 0; at < 12_000; at += 500) {
    timer.touch();
    vi.advanceTimersByTime(500);
  }
  expect(run).toHaveBeenCalledTimes(2);
});

test('it does not run after it was called off', () => {
  const run = vi.fn();
  const timer = createQuietTimer({ quiet: 2000, longest: 5000, run });
  timer.touch();
  timer.cancel();
  vi.advanceTimersByTime(10_000);
  expect(run).not.toHaveBeenCalled();
});
