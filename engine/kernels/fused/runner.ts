import { plainRunner, type RunnerMaker } from '../recurrent/runner';
import type { TensorFlow } from '../tensorflow';
import { blockRunner } from './block';
import { hasNativeOperations, nativeOperations } from './native';
import { fusedRunner } from './recurrent';

/** How recurrent layers run: our own kernels, TensorFlow's block kernels, or one operation at a time. */
export type Kernels = 'fused' | 'block' | 'plain';

/** UNROLL_KERNELS=block or plain asks for less than this machine has, to compare them. */
export function kernelsInUse(): Kernels {
  if (process.env.UNROLL_KERNELS === 'plain') return 'plain';
  return hasNativeOperations() ? 'fused' : 'block';
}

/** The fastest way this machine has. */
export function bestRunner(tf: TensorFlow): RunnerMaker {
  const native = nativeOperations(tf);
  if (native) return fusedRunner(tf, native);
  return kernelsInUse() === 'plain' ? plainRunner(tf) : blockRunner(tf);
}
