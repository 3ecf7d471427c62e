import type { TensorFlow, Tf } from '../tensorflow';
import type { Cell, CellWeights, State } from './cells';

export interface SequenceInput {
  /** [batch, time, features]. */
  readonly x: Tf.Tensor3D;
  readonly weights: CellWeights;
  readonly units: number;
  readonly goBackwards: boolean;
  /** [batch, time], true where a step counts; a step that does not keeps state and output as they were. */
  readonly mask?: Tf.Tensor2D | undefined;
  readonly initial?: State | undefined;
  /** Factors on h before the recurrent product, [batch, units]. */
  readonly recurrentDropout?: Tf.Tensor2D | undefined;
}

export interface SequenceOutput {
  /** h after every step, [batch, time, units], in the order the steps were read. */
  readonly sequence: Tf.Tensor3D;
  /** State after the last step. */
  readonly state: State;
}

/** A cell over all time steps, one operation at a time; differentiable. */
export function runSequence(tf: TensorFlow, cell: Cell, input: SequenceInput): SequenceOutput {
  const { x, weights, units, mask, recurrentDropout } = input;
  const [batch, time, features] = x.shape;
  const projected = tf.reshape(cell.project(tf.reshape(x, [batch * time, features]), weights), [batch, time, -1]) as Tf.Tensor3D;
  const steps = inOrder(tf.unstack(projected, 1) as Tf.Tensor2D[], input);
  const counts = mask && inOrder(tf.unstack(mask, 1) as Tf.Tensor1D[], input);
  let state: State = input.initial ?? Array.from({ length: cell.states }, () => tf.zeros<Tf.Rank.R2>([batch, units]));
  const outputs: Tf.Tensor2D[] = [];
  steps.forEach((step, t) => {
    const h = state[0] as Tf.Tensor2D;
    const next = cell.step(step, state, recurrentDropout ? tf.mul(h, recurrentDropout) : h, weights);
    const counted = counts && tf.expandDims(counts[t] as Tf.Tensor1D, 1);
    const before = state;
    state = counted ? next.map((value, i) => tf.where(counted, value, before[i] as Tf.Tensor2D)) : next;
    outputs.push(state[0] as Tf.Tensor2D);
  });
  return { sequence: tf.stack(outputs, 1) as Tf.Tensor3D, state };
}

/** A copy: the gradient tape keeps the list it was given. */
function inOrder<T>(steps: readonly T[], { goBackwards }: { goBackwards: boolean }): T[] {
  return goBackwards ? [...steps].reverse() : [...steps];
}
