import type { RecurrentArgs } from '../../nodes/build';
import { activation } from '../activations';
import type { TensorFlow, Tf } from '../tensorflow';
import { affine, columnsOf } from './blocks';
import { createLstmCell } from './lstmCell';

/** Weights of a cell by the names of Keras: kernel [features, gates·units], recurrent_kernel [units, gates·units], bias, … */
export type CellWeights = Readonly<Record<string, Tf.Tensor | undefined>>;

/** State of a cell: [h] or, for LSTM, [h, c], each [batch, units]. */
export type State = readonly Tf.Tensor2D[];

/** A recurrent cell, one operation at a time. */
export interface Cell {
  /** Number of states. */
  readonly states: number;
  /** Blocks of columns in the kernels. */
  readonly gates: number;
  /** Everything that does not wait for the previous step. x: [batch·time, features] → [batch·time, gates·units]. */
  project(x: Tf.Tensor2D, weights: CellWeights): Tf.Tensor2D;
  /** One step. projected: [batch, gates·units]; recurrent: what the state gives to each gate. */
  step(projected: Tf.Tensor2D, state: State, recurrent: RecurrentProduct, weights: CellWeights): State;
}

/** h · U for some of the gates' columns, after recurrent dropout. → [batch, count·units] */
export type RecurrentProduct = (h: Tf.Tensor2D, from: number, count: number) => Tf.Tensor2D;

/** Equations and gate order of keras/src/layers/rnn/{lstm,gru,simple_rnn}.py. */
export function createCell(tf: TensorFlow, args: RecurrentArgs): Cell {
  switch (args.cell) {
    case 'simpleRnn':
      return createSimpleCell(tf, args);
    case 'lstm':
      return createLstmCell(tf, args);
    case 'gru':
      return createGruCell(tf, args);
  }
}

function createSimpleCell(tf: TensorFlow, args: RecurrentArgs): Cell {
  const act = activation(tf, args.activation);
  return {
    states: 1,
    gates: 1,
    project: (x, weights) => affine(tf, x, weights),
    step: (projected, [h], recurrent) => [act(tf.add(projected, recurrent(h as Tf.Tensor2D, 0, 1))) as Tf.Tensor2D],
  };
}

function createGruCell(tf: TensorFlow, args: RecurrentArgs): Cell {
  const act = activation(tf, args.activation);
  const gate = activation(tf, args.recurrentActivation);
  const block = columnsOf(tf, args.units);
  const row = (bias: Tf.Tensor, index: number): Tf.Tensor1D => tf.reshape(tf.slice(bias, [index, 0], [1, -1]), [-1]);
  return {
    states: 1,
    gates: 3,
    project: (x, weights) => affine(tf, x, args.resetAfter && weights.bias ? { ...weights, bias: row(weights.bias, 0) } : weights),
    step: (projected, [before], recurrent, weights) => {
      const h = before as Tf.Tensor2D;
      if (args.resetAfter) {
        const product = recurrent(h, 0, 3);
        const inner: Tf.Tensor2D = weights.bias ? tf.add(product, row(weights.bias, 1)) : product;
        const zr = gate(tf.add(block(projected, 0, 2), block(inner, 0, 2))) as Tf.Tensor2D;
        const candidate = act(tf.add(block(projected, 2), tf.mul(block(zr, 1), block(inner, 2))));
        return [blend(tf, block(zr, 0), h, candidate)];
      }
      const zr = gate(tf.add(block(projected, 0, 2), recurrent(h, 0, 2))) as Tf.Tensor2D;
      const reset: Tf.Tensor2D = tf.mul(block(zr, 1), h);
      const candidate = act(tf.add(block(projected, 2), recurrent(reset, 2, 1)));
      return [blend(tf, block(zr, 0), h, candidate)];
    },
  };
}

/** z ⊙ before + (1 − z) ⊙ candidate. */
function blend(tf: TensorFlow, z: Tf.Tensor, before: Tf.Tensor, candidate: Tf.Tensor): Tf.Tensor2D {
  return tf.add(candidate, tf.mul(z, tf.sub(before, candidate)));
}
