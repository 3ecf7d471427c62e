import os from 'node:os';

/** More than this many share no work. The same as in native/pool.cc. */
const MOST = 64;

/**
 * Threads that this process computes with: UNROLL_THREADS, which whoever starts it may set, else one for each core. No result depends on
 * it: what is shared among them are whole numbers of the result, each worked out by one thread alone and in one order, and TensorFlow,
 * whose sums do depend on how many threads it has, is given one thread of its own.
 */
export function computingThreads(): number {
  const asked = Number(process.env.UNROLL_THREADS);
  return Math.min(Number.isInteger(asked) && asked > 0 ? asked : cores(), MOST);
}

/** Cores that this process may use. Node 16 knows all of the machine's alone. */
function cores(): number {
  return Math.max(1, typeof os.availableParallelism === 'function' ? os.availableParallelism() : os.cpus().length);
}
