import { cpus } from 'node:os';

/** Threads that numerical work is split over. Results do not depend on it. */
export function availableParallelism(): number {
  return Math.max(1, cpus().length);
}
