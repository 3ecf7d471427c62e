import { nativeOperations } from '../kernels/fused/native';
import { fusedUpdate, type TrainingStep } from '../kernels/fused/update';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { NamedWeight, StoredTensor } from '../model/weights';
import type { Optimiser as OptimiserSettings, TrainingSettings } from '../project';
import { createRule, plainUpdate } from './rules';

/** Changes the weights by their gradients, and keeps what its rule needs of each weight from step to step. It counts no steps itself. */
export interface Optimiser {
  /**
   * What a step would make of the weights. grads: one for each weight, in their order; the caller keeps them.
   * Call it inside a tidy: what is not accepted is the tidy's to dispose of.
   */
  propose(grads: readonly Tf.Tensor[], taken: TrainingStep & { readonly clip: TrainingSettings['clip'] }): Proposal;
  /** Every slot, named by its weight and the rule's name for it. */
  slots(): StoredTensor[];
  /** Goes on from such slots. Throws where one is missing or has another shape than its weight; then the slots stay as they are. */
  restore(stored: readonly StoredTensor[]): void;
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
  const named = () =>
    weights.flatMap((weight, w) =>
      rule.slots.map((slot, s) => ({ name: `${weight.name}/${slot.name}`, shape: weight.shape, tensor: slots[w]?.[s] as Tf.Tensor })),
    );
  const replace = (next: readonly (readonly Tf.Tensor[])[]) => {
    for (const tensor of next.flat()) tf.keep(tensor);
    tf.dispose(slots.flat());
    slots = next;
  };
  return {
    propose(gradients, { step, learningRate, clip }) {
      const next = update({ weights: weights.map(({ variable }) => variable), gradients, slots, step, learningRate, clip });
      return {
        gradientNorm: next.gradientNorm,
        accept() {
          weights.forEach(({ variable }, w) => {
            variable.assign(next.weights[w] as Tf.Tensor);
          });
          replace(next.slots);
        },
      };
    },
    slots: () => named().map(({ name, shape, tensor }) => ({ name, shape, values: Float32Array.from(tensor.dataSync()) })),
    restore(stored) {
      const byName = new Map(stored.map((tensor) => [tensor.name, tensor]));
      const found = named().map(({ name, shape }) => {
        const tensor = byName.get(name);
        if (!tensor) throw new Error(`The stored state of the optimiser lacks "${name}".`);
        if (tensor.shape.join() !== shape.join()) {
          throw new Error(`"${name}" of the optimiser is stored as [${tensor.shape}], but its weight has [${shape}].`);
        }
        return tensor;
      });
      const next = found.map(({ values, shape }) => tf.tensor(values, [...shape]));
      const each = rule.slots.length;
      replace(weights.map((_, w) => next.slice(w * each, (w + 1) * each)));
    },
    dispose: () => tf.dispose(slots.flat()),
  };
}
