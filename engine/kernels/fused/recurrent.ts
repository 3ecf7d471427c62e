import type { RecurrentArgs } from '../../nodes/build';
import type { RunnerMaker, SequenceRunner } from '../recurrent/runner';
import type { TensorFlow, Tf } from '../tensorflow';
import { activationNumber } from './activations';
import type { NativeOperations } from './native';
import { onTape, runDifferentiable } from './tape';

const OPERATIONS = { lstm: 'UnrollLstm', gru: 'UnrollGru', simpleRnn: 'UnrollSimpleRnn' } as const;

/** Bits of the attribute `variant_bits`, the same as in native/recurrent_ops.cc. */
const BITS = {
  inputGate: 1,
  forgetGate: 2,
  outputGate: 4,
  coupled: 8,
  inputActivation: 16,
  outputActivation: 32,
  peepholes: 64,
  resetAfter: 128,
} as const;

/** Weights that layer normalisation has beside the others, in the order of the operation. */
const GAINS = ['kernel_gain', 'recurrent_gain', 'state_gain', 'state_offset'] as const;

/** Recurrent layers on our own cells. Equations: native/{lstm,norm_lstm,gru,simple}.h. */
export function fusedRunner(tf: TensorFlow, native: NativeOperations): RunnerMaker {
  return (args, { zeroMasked }) => createFusedRunner(tf, native, args, zeroMasked);
}

/** A recurrent layer over all time steps in one operation forward and one back. */
function createFusedRunner(tf: TensorFlow, native: NativeOperations, args: RecurrentArgs, zeroMasked: boolean): SequenceRunner {
  const normalised = args.cell === 'lstm' && args.variant.layerNormalisation;
  const operation = normalised ? 'UnrollNormLstm' : OPERATIONS[args.cell];
  const gainNames = normalised ? GAINS : [];
  const common = {
    variant_bits: variantBits(args),
    activation: activationNumber(args.activation),
    gate_activation: activationNumber(args.recurrentActivation),
    backwards: args.goBackwards,
    zero_masked: zeroMasked,
  };
  const attributes = (more: Readonly<Record<string, boolean>>) => native.attributes({ ...common, ...more });
  const forward = (sequences: boolean, keep: boolean) => attributes({ sequences, keep });
  const FORWARD = {
    sequences: { keep: forward(true, true), drop: forward(true, false) },
    last: { keep: forward(false, true), drop: forward(false, false) },
  };
  const BACKWARD = { withX: attributes({ needs_x: true }), withoutX: attributes({ needs_x: false }) };

  return (input, wanted) => {
    const { none, noMask } = native;
    const { x, weights, initial = [] } = input;
    const given = {
      x,
      kernel: weights.kernel,
      recurrent: weights.recurrent_kernel,
      bias: weights.bias,
      peephole: weights.peephole,
      h0: initial[0],
      c0: initial[1],
    };
    const mask = input.mask && (input.mask.dtype === 'bool' ? input.mask : tf.cast(input.mask, 'bool'));
    const factors = (drawn: readonly Tf.Tensor2D[] | undefined) => (drawn?.length ? tf.stack([...drawn]) : none);
    const tensors = [
      ...Object.values(given).map((tensor) => tensor ?? none),
      mask ?? noMask,
      factors(input.inputDropout),
      factors(input.recurrentDropout),
    ];
    const gains = Object.fromEntries(gainNames.map((name) => [name, weights[name] as Tf.Tensor]));
    const isRecorded = tf.engine().isTapeOn();
    const needsX = isRecorded && onTape(tf, x);
    const forwardAttributes = FORWARD[wanted.sequences ? 'sequences' : 'last'][isRecorded ? 'keep' : 'drop'];

    const outputs = runDifferentiable(tf, {
      inputs: {
        ...(Object.fromEntries(Object.entries(given).filter(([, tensor]) => tensor !== undefined)) as Record<string, Tf.Tensor>),
        ...gains,
      },
      forward: (save) => {
        const inputs = [...tensors, ...Object.values(gains)];
        const [output, lastH, lastC, ownH, keptC, gates, ...normal] = native.run(
          operation,
          forwardAttributes,
          inputs,
          normalised ? 9 : 6,
        ) as Outputs;
        // Where every output is a state, the outputs are the states kept.
        if (isRecorded) save([ownH.size > 0 ? ownH : output, keptC, gates, ...tensors, ...Object.values(gains), ...normal]);
        const states = [...(wanted.state || !wanted.sequences ? [lastH] : []), ...(wanted.state && args.cell === 'lstm' ? [lastC] : [])];
        return wanted.sequences ? [output, ...states] : states;
      },
      backward: (arriving, [keptH, keptC, gates, ...saved]) => {
        const [dOutput, dLastH = none, dLastC = none] = wanted.sequences ? arriving : [none, ...arriving];
        const [inputs, behind] = [saved.slice(0, tensors.length), saved.slice(tensors.length)];
        const all = [...inputs, keptH, keptC, gates, dOutput, dLastH, dLastC, ...behind] as Tf.Tensor[];
        const names = [...Object.keys(given), ...gainNames];
        const gradients = native.run(`${operation}Grad`, needsX ? BACKWARD.withX : BACKWARD.withoutX, all, names.length);
        return Object.fromEntries(names.map((name, i) => [name, () => gradients[i] as Tf.Tensor]));
      },
    });
    const state = (wanted.sequences ? outputs.slice(1) : outputs) as Tf.Tensor2D[];
    return { output: outputs[0] as Tf.Tensor, state: wanted.state ? state : [] };
  };
}

/** h after every step, the last h and c, and what is kept for the way back: h, c, gates, normalised products. Empty where not asked for. */
type Outputs = [Tf.Tensor, Tf.Tensor, Tf.Tensor, Tf.Tensor, Tf.Tensor, Tf.Tensor, ...Tf.Tensor[]];

function variantBits({ cell, variant, resetAfter }: RecurrentArgs): number {
  if (cell === 'gru') return resetAfter ? BITS.resetAfter : 0;
  if (cell === 'simpleRnn') return 0;
  const has = {
    inputGate: variant.inputGate,
    forgetGate: variant.forgetGate === 'learned',
    coupled: variant.forgetGate === 'coupled',
    outputGate: variant.outputGate,
    inputActivation: variant.inputActivation,
    outputActivation: variant.outputActivation,
    peepholes: variant.peepholes,
  };
  return (Object.keys(has) as (keyof typeof has)[]).reduce((bits, name) => (has[name] ? bits | BITS[name] : bits), 0);
}
