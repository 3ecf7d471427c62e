import { afterEach, expect, test, vi } from 'vitest';
import { computingThreads } from './threads';

afterEach(() => vi.unstubAllEnvs());

const withAsked = (asked: string | undefined) => {
  vi.stubEnv('UNROLL_THREADS', asked);
  return computingThreads();
};

test('as many threads compute as whoever starts the process asks for, and as there are cores unless it does', () => {
  expect(withAsked('3')).toBe(3);
  expect(withAsked('1000')).toBe(64);
  const cores = withAsked(undefined);
  expect(cores).toBeGreaterThanOrEqual(1);
  for (const senseless of ['', '0', '-2', '1.5', 'all']) expect(withAsked(senseless)).toBe(cores);
});
