import type { RecurrentArgs } from '../../nodes/build';
import { type LstmGate, lstmGates, peepholeGates } from '../../nodes/traits/lstmVariant';
import { activation } from '../activations';
import type { TensorFlow, Tf } from '../tensorflow';
import { affine, columnsOf } from './blocks';
import type { Cell, CellWeights } from './cells';

/** Added to a variance before its root, as Keras's LayerNormalization does. */
const NORM_EPSILON = 1e-3;

/**
 * The LSTM and its variants.
 * Standard: keras/src/layers/rnn/lstm.py. Variants: Greff et al. 2017, table 1. Peepholes see c before the step, the output gate's
 * sees it after (Gers & Schmidhuber 2000). Layer normalisation: Ba et al. 2016, equations 20 to 22, each part with its gain;
 * the offsets of the first two are the bias.
 */
export function createLstmCell(tf: TensorFlow, args: RecurrentArgs): Cell {
  const { variant, units } = args;
  const act = activation(tf, args.activation);
  const squashed = activation(tf, args.recurrentActivation);
  const gates = lstmGates(variant);
  const peeping = peepholeGates(variant);
  const block = columnsOf(tf, units);

  const normalise = (x: Tf.Tensor2D, gain: Tf.Tensor | undefined, offset?: Tf.Tensor): Tf.Tensor2D => {
    const { mean, variance } = tf.moments(x, -1, true);
    const scaled = tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, NORM_EPSILON))), gain as Tf.Tensor);
    return (offset ? tf.add(scaled, offset) : scaled) as Tf.Tensor2D;
  };

  return {
    states: 2,
    gates: gates.length,
    project: (x, weights) => {
      if (!variant.layerNormalisation) return affine(tf, x, weights);
      const product: Tf.Tensor2D = normalise(tf.matMul(x, weights.kernel as Tf.Tensor2D), weights.kernel_gain);
      return weights.bias ? tf.add(product, weights.bias) : product;
    },
    step: (projected, [h, c], recurrent, weights) => {
      const before = c as Tf.Tensor2D;
      const product = recurrent(h as Tf.Tensor2D, 0, gates.length);
      const fromState = variant.layerNormalisation ? normalise(product, weights.recurrent_gain) : product;
      const z: Tf.Tensor2D = tf.add(projected, fromState);
      const input = (name: LstmGate, seen: Tf.Tensor2D): Tf.Tensor2D => {
        const sum = block(z, gates.indexOf(name));
        const place = peeping.indexOf(name);
        return place < 0 ? sum : tf.add(sum, tf.mul(seen, peephole(tf, weights, place)));
      };
      const gate = (name: LstmGate, seen: Tf.Tensor2D) => squashed(input(name, seen)) as Tf.Tensor2D;

      const i = gates.includes('i') ? gate('i', before) : undefined;
      const candidate = (variant.inputActivation ? act(input('c', before)) : input('c', before)) as Tf.Tensor2D;
      const entering: Tf.Tensor2D = i ? tf.mul(i, candidate) : candidate;
      const after: Tf.Tensor2D = tf.add(
        kept(tf, variant.forgetGate, before, i, () => gate('f', before)),
        entering,
      );
      const shown = variant.layerNormalisation ? normalise(after, weights.state_gain, weights.state_offset) : after;
      const leaving = (variant.outputActivation ? act(shown) : shown) as Tf.Tensor2D;
      return [gates.includes('o') ? tf.mul(gate('o', after), leaving) : leaving, after];
    },
  };
}

/** What stays of the cell state: f ⊙ c, (1 − i) ⊙ c with coupled gates, or all of it. */
function kept(
  tf: TensorFlow,
  forgetGate: RecurrentArgs['variant']['forgetGate'],
  c: Tf.Tensor2D,
  i: Tf.Tensor2D | undefined,
  f: () => Tf.Tensor2D,
): Tf.Tensor2D {
  if (forgetGate === 'learned') return tf.mul(f(), c);
  return forgetGate === 'coupled' && i ? tf.mul(tf.sub(1, i), c) : c;
}

function peephole(tf: TensorFlow, weights: CellWeights, place: number): Tf.Tensor {
  return tf.slice(weights.peephole as Tf.Tensor2D, [place, 0], [1, -1]);
}
