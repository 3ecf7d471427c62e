import { nativeOperations } from '../kernels/fused/native';
import { fusedUpdate } from '../kernels/fused/update';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { NamedWeight, StoredTensor } from '../model/weights';
import type { Optimiser as OptimiserSettings, TrainingSettings } from '../project';
import { createRule, plainUpdate } from './rules';

/** Changes the weights by their gradients, and remembers what it needs from step to step. */
export interface Optimiser {
  /**
   * What a step would make of the weights. grads: one for each weight, in their order; the caller keeps them.
   * Call it inside a tidy: what is not accepted is the tidy's to dispose of.
   */
  propose(grads: readonly Tf.Tensor[], clip: TrainingSettings['clip']): Proposal;
  /** Steps taken and every slot, for checkpoints. */
  state(): { step: number; slots: StoredTensor[] };
  restore(state: { step: number; slots: readonly StoredTensor[] }): void;
  dispose(): void;
}

export interface Proposal {
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: Tf.Scalar;
  /** Takes the step. */
  accept(): void;
}

export function createOptimiser(tf: TensorFlow, settings: OptimiserSettings, weights: readonly NamedWeight[]): Optimiser {
  const rule = createRule(tf, settings);
  const native = nativeOperations(tf);
  const update = native ? fusedUpdate(tf, native, settings) : plainUpdate(tf, rule);
  let slots: readonly (readonly Tf.Tensor[])[] = weights.map(({ shape }) =>
    rule.slots.map(({ start }) => tf.keep(tf.fill([...shape], start))),
  );
  let step = 0;
  const named = () =>
    weights.flatMap((weight, w) =>
      rule.slots.map((slot, s) => ({ name: `${weight.name}/${slot.name}`, tensor: slots[w]?.[s] as Tf.Tensor })),
    );
  const replace = (next: readonly (readonly Tf.Tensor[])[]) => {
    for (const tensor of next.flat()) tf.keep(tensor);
    tf.dispose(slots.flat());
    slots = next;
  };
  return {
    propose(gradients, clip) {
      const next = update({ weights: weights.map(({ variable }) => variable), gradients, slots, step: step + 1, clip });
      return {
        gradientNorm: next.gradientNorm,
        accept() {
          step++;
          weights.forEach(({ variable }, w) => {
            variable.assign(next.weights[w] as Tf.Tensor);
          });
          replace(next.slots);
        },
      };
    },
    state: () => ({
      step,
      slots: named().map(({ name, tensor }) => ({ name, shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) })),
    }),
    restore(state) {
      const byName = new Map(state.slots.map((tensor) => [tensor.name, tensor]));
      const stored = named().map(({ name }) => {
        const tensor = byName.get(name);
        if (!tensor) throw new Error(`The stored state of the optimiser lacks "${name}".`);
        return tf.tensor(tensor.values, [...tensor.shape]);
      });
      step = state.step;
      const each = rule.slots.length;
      replace(weights.map((_, w) => stored.slice(w * each, (w + 1) * each)));
    },
    dispose: () => tf.dispose(slots.flat()),
  };
}
