import type { RecurrentArgs } from '../../nodes/build';
import type { TensorFlow, Tf } from '../tensorflow';
import { createCell, type State } from './cells';
import { runSequence, type SequenceInput } from './sequence';

/** What a layer wants of a sequence: h after every step, or after the last; and whether it needs the state behind it. */
export interface Wanted {
  readonly sequences: boolean;
  readonly state: boolean;
}

export interface SequenceResult {
  /** [batch, time, units] in the order the steps were read, or [batch, units]. */
  readonly output: Tf.Tensor;
  /** Empty where nobody wanted it. */
  readonly state: State;
}

export type SequenceRunner = (input: SequenceInput, wanted: Wanted) => SequenceResult;

/** How recurrent layers run over their time steps. `zeroMasked`: a step that does not count gives zeros, as in Keras's Bidirectional. */
export type RunnerMaker = (args: RecurrentArgs, options: { readonly zeroMasked: boolean }) => SequenceRunner;

/** One operation of TensorFlow at a time: for every cell, on every backend. */
export function plainRunner(tf: TensorFlow): RunnerMaker {
  return (args, { zeroMasked }) => {
    const cell = createCell(tf, args);
    return (input, wanted) => {
      const { sequence, state } = runSequence(tf, cell, { ...input, zeroMasked });
      return { output: wanted.sequences ? sequence : (state[0] as Tf.Tensor), state: wanted.state ? state : [] };
    };
  };
}
