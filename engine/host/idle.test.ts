import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdle } from './idle';

describe('work that waits until nobody wants anything', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is done once, after so long a silence', () => {
    const work = vi.fn(async () => undefined);
    createIdle().once(100, work);
    vi.advanceTimersByTime(99);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(work).toHaveBeenCalledOnce();
  });

  it('gives way to whoever asks, until the last of them has an answer', () => {
    const work = vi.fn(async () => undefined);
    const idle = createIdle();
    idle.once(100, work);
    vi.advanceTimersByTime(50);
    const [first, second] = [idle.begin(), idle.begin()];
    expect(idle.isAsked()).toBe(true);
    first();
    vi.advanceTimersByTime(500);
    expect(work).not.toHaveBeenCalled();
    second();
    expect(idle.isAsked()).toBe(false);
    vi.advanceTimersByTime(99);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledOnce();
  });

  it('harms nobody when it fails', () => {
    createIdle().once(100, async () => {
      throw new Error('There is no TensorFlow here.');
    });
    expect(() => vi.advanceTimersByTime(200)).not.toThrow();
  });
});
