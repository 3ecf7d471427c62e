import { createRequire } from 'node:module';
import util from 'node:util';
import type * as Tf from '@tensorflow/tfjs';
import { registerMatMul } from './matMul';
import { computingThreads } from './threads';

export type { Tf };
export type TensorFlow = typeof Tf;

let loaded: TensorFlow | undefined;

/** TensorFlow on this process's native backend; the first call takes about a second. */
export function tensorflow(): TensorFlow {
  if (loaded) return loaded;
  // Its start-up lines are no use to anyone.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // The same sums in the same order on every processor; it also keeps TensorFlow from announcing the opposite.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
  // Long sums and products of matrices are split by TensorFlow into as many parts as it has threads, and added up part by part: with
  // more than one, the bits would depend on how many there are. What is worth sharing is shared among threads of our own.
  process.env.TF_NUM_INTRAOP_THREADS = '1';
  process.env.TF_NUM_INTEROP_THREADS = '1';
  process.env.UNROLL_THREADS = String(computingThreads());
  // tfjs-node 4.22 calls a function that Node 23 took away.
  const old = util as unknown as { isNullOrUndefined?: (value: unknown) => boolean };
  old.isNullOrUndefined ??= (value) => value === null || value === undefined;
  loaded = createRequire(import.meta.url)('@tensorflow/tfjs-node') as TensorFlow;
  registerMatMul(loaded);
  return loaded;
}

/** Tensors alive in this process; 0 as long as nobody needed TensorFlow. */
export function aliveTensors(): number {
  return loaded ? loaded.memory().numTensors : 0;
}
