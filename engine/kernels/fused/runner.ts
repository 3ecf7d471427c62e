import { plainRunner, type RunnerMaker } from '../recurrent/runner';
import type { TensorFlow } from '../tensorflow';
import { nativeOperations } from './native';
import { fusedRunner } from './recurrent';

/** The fastest way this machine has. */
export function bestRunner(tf: TensorFlow): RunnerMaker {
  const native = nativeOperations(tf);
  return native ? fusedRunner(tf, native) : plainRunner(tf);
}
