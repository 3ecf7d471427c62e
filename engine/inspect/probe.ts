import { createCell } from '../kernels/recurrent/cells';
import type { RunnerMaker } from '../kernels/recurrent/runner';
import { runSequence } from '../kernels/recurrent/sequence';
import type { TensorFlow, Tf } from '../kernels/tensorflow';

/** Zeros added to a recurrent layer's states after each step: the loss's derivative by them is its derivative by the states. */
export interface Probe {
  /** By state, h first: [time, batch, units], in the order the steps are read. */
  readonly states: readonly Tf.Variable[];
  readonly goBackwards: boolean;
}

export interface Probes {
  /** Runs layers one operation at a time, with a probe in each; a layer's probe is made when it first runs. */
  readonly runner: RunnerMaker;
  /** By the layer's kernel. */
  readonly byKernel: ReadonlyMap<Tf.Tensor, Probe>;
  dispose(): void;
}

export function createProbes(tf: TensorFlow): Probes {
  const byKernel = new Map<Tf.Tensor, Probe>();
  return {
    byKernel,
    runner: (args, { zeroMasked }) => {
      const cell = createCell(tf, args);
      return (input, wanted) => {
        const [batch, time] = input.x.shape;
        const kernel = input.weights.kernel as Tf.Tensor;
        const make = () => tf.variable(tf.zeros([time, batch, input.units]));
        const probe = byKernel.get(kernel) ?? {
          states: Array.from({ length: cell.states }, make),
          goBackwards: input.goBackwards,
        };
        byKernel.set(kernel, probe);
        const added = probe.states.map((state) => stepsOf(tf, state));
        let t = 0;
        const probed: typeof cell = {
          ...cell,
          step: (...given) => {
            const at = t++;
            return cell.step(...given).map((value, state): Tf.Tensor2D => tf.add(value, added[state]?.[at] as Tf.Tensor));
          },
        };
        const { sequence, state } = runSequence(tf, probed, { ...input, zeroMasked });
        return { output: wanted.sequences ? sequence : (state[0] as Tf.Tensor), state: wanted.state ? state : [] };
      };
    },
    dispose: () => {
      for (const { states } of byKernel.values()) tf.dispose([...states]);
    },
  };
}

function stepsOf(tf: TensorFlow, probe: Tf.Tensor): Tf.Tensor[] {
  const [time = 0, batch = 0, units = 0] = probe.shape;
  // tfjs cannot differentiate the taking apart of a single step.
  return time === 1 ? [tf.reshape(probe, [batch, units])] : tf.unstack(probe, 0);
}
