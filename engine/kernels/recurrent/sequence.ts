import type { TensorFlow, Tf } from '../tensorflow';
import type { Cell, CellWeights, RecurrentProduct, State } from './cells';

export interface SequenceInput {
  /** [batch, time, features]. */
  readonly x: Tf.Tensor3D;
  readonly weights: CellWeights;
  readonly units: number;
  readonly goBackwards: boolean;
  /** [batch, time], true where a step counts; a step that does not keeps state and output as they were. */
  readonly mask?: Tf.Tensor2D | undefined;
  /** A step that does not count gives zeros in place of the output before it, as Keras does in a Bidirectional. */
  readonly zeroMasked?: boolean | undefined;
  readonly initial?: State | undefined;
  /** Factors on the inputs, [batch, features], and on h before the recurrent product, [batch, units]: one for all gates, or one for each. */
  readonly inputDropout?: readonly Tf.Tensor2D[] | undefined;
  readonly recurrentDropout?: readonly Tf.Tensor2D[] | undefined;
}

export interface SequenceOutput {
  /** h after every step, [batch, time, units], in the order the steps were read. */
  readonly sequence: Tf.Tensor3D;
  /** State after the last step. */
  readonly state: State;
}

/** A cell over all time steps, one operation at a time; differentiable. */
export function runSequence(tf: TensorFlow, cell: Cell, input: SequenceInput): SequenceOutput {
  const { x, weights, units, mask } = input;
  const [batch, time] = x.shape;
  const projected = projectAll(tf, cell, input);
  // tfjs cannot differentiate the taking apart of a single step.
  const apart = time === 1 ? [projected] : (tf.unstack(tf.reshape(projected, [batch, time, -1]), 1) as Tf.Tensor2D[]);
  const steps = inOrder(apart, input);
  const counts = mask && inOrder(tf.unstack(mask, 1) as Tf.Tensor1D[], input);
  const recurrent = recurrentProduct(tf, input);
  let state: State = input.initial ?? Array.from({ length: cell.states }, () => tf.zeros<Tf.Rank.R2>([batch, units]));
  const outputs: Tf.Tensor2D[] = [];
  steps.forEach((step, t) => {
    const before = state;
    const next = cell.step(step, before, recurrent, weights);
    const counted = counts && tf.expandDims(counts[t] as Tf.Tensor1D, 1);
    state = counted ? next.map((value, i) => tf.where(counted, value, before[i] as Tf.Tensor2D)) : next;
    const h = state[0] as Tf.Tensor2D;
    outputs.push(counted && input.zeroMasked ? tf.where(counted, h, tf.zerosLike(h)) : h);
  });
  return { sequence: tf.stack(outputs, 1) as Tf.Tensor3D, state };
}

/** The cell's projection of every step, [batch·time, gates·units]; where each gate has its own dropout, gate by gate. */
function projectAll(tf: TensorFlow, cell: Cell, { x, weights, units, inputDropout = [] }: SequenceInput): Tf.Tensor2D {
  const [batch, time, features] = x.shape;
  const flat = (factors: Tf.Tensor2D | undefined): Tf.Tensor2D =>
    tf.reshape(factors ? tf.mul(x, tf.expandDims(factors, 1)) : x, [batch * time, features]);
  if (inputDropout.length <= 1) return cell.project(flat(inputDropout[0]), weights);
  const blocks = inputDropout.map((factors, gate) =>
    tf.matMul<Tf.Tensor2D>(flat(factors), tf.slice(weights.kernel as Tf.Tensor2D, [0, gate * units], [-1, units])),
  );
  // The product is done; what the cell adds to it does not depend on the inputs.
  const none = { ...weights, kernel: tf.eye(cell.gates * units) };
  return cell.project(tf.concat(blocks, 1), none);
}

function recurrentProduct(tf: TensorFlow, { weights, units, recurrentDropout = [] }: SequenceInput): RecurrentProduct {
  const kernel = weights.recurrent_kernel as Tf.Tensor2D;
  const columns = (from: number, count: number): Tf.Tensor2D =>
    count * units === kernel.shape[1] ? kernel : tf.slice(kernel, [0, from * units], [-1, count * units]);
  const [shared] = recurrentDropout;
  if (recurrentDropout.length <= 1) return (h, from, count) => tf.matMul(shared ? tf.mul(h, shared) : h, columns(from, count));
  return (h, from, count) =>
    tf.concat(
      recurrentDropout.slice(from, from + count).map((factors, i): Tf.Tensor2D => tf.matMul(tf.mul(h, factors), columns(from + i, 1))),
      1,
    );
}

/** A copy: the gradient tape keeps the list it was given. */
function inOrder<T>(steps: readonly T[], { goBackwards }: { goBackwards: boolean }): T[] {
  return goBackwards ? [...steps].reverse() : [...steps];
}
