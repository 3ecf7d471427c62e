import type { RecurrentArgs } from '../../nodes/build';
import { activation } from '../activations';
import type { TensorFlow, Tf } from '../tensorflow';

/** Weights of a cell as tensors: kernel [features, gates·units], recurrent [units, gates·units], bias or none. */
export interface CellWeights {
  readonly kernel: Tf.Tensor2D;
  readonly recurrent: Tf.Tensor2D;
  readonly bias: Tf.Tensor | undefined;
}

/** State of a cell: [h] or, for LSTM, [h, c], each [batch, units]. */
export type State = readonly Tf.Tensor2D[];

/** A recurrent cell, one operation at a time. */
export interface Cell {
  readonly states: number;
  /** Blocks of columns in the kernels. */
  readonly gates: number;
  /** Everything that does not wait for the previous step. x: [batch·time, features] → [batch·time, gates·units]. */
  project(x: Tf.Tensor2D, weights: CellWeights): Tf.Tensor2D;
  /** One step. projected: [batch, gates·units]; `dropped`: h as the recurrent product sees it, after recurrent dropout. */
  step(projected: Tf.Tensor2D, state: State, dropped: Tf.Tensor2D, weights: CellWeights): State;
}

/** Equations and gate order of keras/src/layers/rnn/{lstm,gru,simple_rnn}.py. */
export function createCell(tf: TensorFlow, args: RecurrentArgs): Cell {
  const act = activation(tf, args.activation);
  const gate = activation(tf, args.recurrentActivation);
  const { units } = args;
  const columns = (x: Tf.Tensor2D, from: number, count = 1) => tf.slice(x, [0, from * units], [-1, count * units]);
  const affine = (x: Tf.Tensor2D, { kernel, bias }: CellWeights): Tf.Tensor2D => {
    const product: Tf.Tensor2D = tf.matMul(x, kernel);
    return bias ? tf.add(product, bias) : product;
  };

  switch (args.cell) {
    case 'simpleRnn':
      return {
        states: 1,
        gates: 1,
        project: affine,
        step: (projected, _state, dropped, { recurrent }) => [act(tf.add(projected, tf.matMul(dropped, recurrent))) as Tf.Tensor2D],
      };

    case 'lstm':
      return {
        states: 2,
        gates: 4,
        project: affine,
        step: (projected, [, c], dropped, { recurrent }) => {
          const z = tf.add<Tf.Tensor2D>(projected, tf.matMul(dropped, recurrent));
          const [i, f] = [gate(columns(z, 0)), gate(columns(z, 1))];
          const next = tf.add<Tf.Tensor2D>(tf.mul(f, c as Tf.Tensor2D), tf.mul(i, act(columns(z, 2))));
          return [tf.mul(gate(columns(z, 3)), act(next)), next];
        },
      };

    case 'gru':
      return {
        states: 1,
        gates: 3,
        project: (x, weights) => affine(x, args.resetAfter && weights.bias ? { ...weights, bias: row(tf, weights.bias, 0) } : weights),
        step: (projected, [h], dropped, weights) => {
          const before = h as Tf.Tensor2D;
          const { recurrent, bias } = weights;
          if (args.resetAfter) {
            const product: Tf.Tensor2D = tf.matMul(dropped, recurrent);
            const inner: Tf.Tensor2D = bias ? tf.add(product, row(tf, bias, 1)) : product;
            const zr = gate(tf.add(columns(projected, 0, 2), columns(inner, 0, 2))) as Tf.Tensor2D;
            const candidate = act(tf.add(columns(projected, 2), tf.mul(columns(zr, 1), columns(inner, 2))));
            return [blend(tf, columns(zr, 0), before, candidate)];
          }
          const inner = tf.matMul(dropped, columns(recurrent, 0, 2));
          const zr = gate(tf.add(columns(projected, 0, 2), inner)) as Tf.Tensor2D;
          const reset: Tf.Tensor2D = tf.mul(columns(zr, 1), dropped);
          const candidate = act(tf.add(columns(projected, 2), tf.matMul(reset, columns(recurrent, 2))));
          return [blend(tf, columns(zr, 0), before, candidate)];
        },
      };
  }
}

/** z ⊙ before + (1 − z) ⊙ candidate. */
function blend(tf: TensorFlow, z: Tf.Tensor, before: Tf.Tensor, candidate: Tf.Tensor): Tf.Tensor2D {
  return tf.add(candidate, tf.mul(z, tf.sub(before, candidate)));
}

function row(tf: TensorFlow, bias: Tf.Tensor, index: number): Tf.Tensor1D {
  return tf.reshape(tf.slice(bias, [index, 0], [1, -1]), [-1]);
}
