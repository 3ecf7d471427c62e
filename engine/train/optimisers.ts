import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { NamedWeight } from '../model/compile';
import type { StoredTensor } from '../model/weights';
import type { Optimiser as OptimiserSettings } from '../project';

/** Changes the weights by their gradients, and remembers what it needs from step to step. */
export interface Optimiser {
  /** grads: one for each weight, in their order. The caller keeps them. */
  apply(grads: readonly Tf.Tensor[]): void;
  /** Steps taken and every slot, for checkpoints. */
  state(): { step: number; slots: StoredTensor[] };
  restore(state: { step: number; slots: readonly StoredTensor[] }): void;
  dispose(): void;
}

/** The change of one weight: → what is subtracted from it and its slots' new values. `step` counts from 1. */
interface Rule {
  readonly slots: readonly { readonly name: string; readonly start: number }[];
  update(grad: Tf.Tensor, slots: readonly Tf.Tensor[], step: number): { change: Tf.Tensor; slots: readonly Tf.Tensor[] };
}

/** Equations of keras/src/optimizers/{sgd,rmsprop,adam,adagrad,adamax}.py. */
function createRule(tf: TensorFlow, settings: OptimiserSettings): Rule {
  const toward = (from: Tf.Tensor, to: Tf.Tensor, share: number) => tf.add(from, tf.mul(tf.sub(to, from), share));
  const { learningRate } = settings;
  switch (settings.is) {
    case 'sgd':
      return { slots: [], update: (grad) => ({ change: tf.mul(grad, learningRate), slots: [] }) };

    case 'momentum':
      return {
        slots: [{ name: 'momentum', start: 0 }],
        update: (grad, [before]) => {
          const velocity = tf.sub(tf.mul(before as Tf.Tensor, settings.momentum), tf.mul(grad, learningRate));
          const change = settings.nesterov ? tf.sub(tf.mul(grad, learningRate), tf.mul(velocity, settings.momentum)) : tf.neg(velocity);
          return { change, slots: [velocity] };
        },
      };

    case 'rmsprop': {
      const { rho, momentum, epsilon } = settings;
      return {
        slots: [{ name: 'velocity', start: 0 }, ...(momentum > 0 ? [{ name: 'momentum', start: 0 }] : [])],
        update: (grad, [before, carried]) => {
          const velocity = tf.add(tf.mul(before as Tf.Tensor, rho), tf.mul(tf.square(grad), 1 - rho));
          const increment = tf.div(tf.mul(grad, learningRate), tf.sqrt(tf.add(velocity, epsilon)));
          if (!carried) return { change: increment, slots: [velocity] };
          const change = tf.add(tf.mul(carried, momentum), increment);
          return { change, slots: [velocity, change] };
        },
      };
    }

    case 'adam': {
      const { beta1, beta2, epsilon } = settings;
      return {
        slots: [
          { name: 'momentum', start: 0 },
          { name: 'velocity', start: 0 },
        ],
        update: (grad, [first, second], step) => {
          const alpha = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
          const m = toward(first as Tf.Tensor, grad, 1 - beta1);
          const v = toward(second as Tf.Tensor, tf.square(grad), 1 - beta2);
          return { change: tf.div(tf.mul(m, alpha), tf.add(tf.sqrt(v), epsilon)), slots: [m, v] };
        },
      };
    }

    case 'adagrad':
      return {
        slots: [{ name: 'accumulator', start: settings.initialAccumulator }],
        update: (grad, [before]) => {
          const sum = tf.add(before as Tf.Tensor, tf.square(grad));
          return { change: tf.div(tf.mul(grad, learningRate), tf.sqrt(tf.add(sum, settings.epsilon))), slots: [sum] };
        },
      };

    case 'adamax': {
      const { beta1, beta2, epsilon } = settings;
      return {
        slots: [
          { name: 'momentum', start: 0 },
          { name: 'norm', start: 0 },
        ],
        update: (grad, [first, largest], step) => {
          const m = toward(first as Tf.Tensor, grad, 1 - beta1);
          const u = tf.maximum(tf.mul(largest as Tf.Tensor, beta2), tf.abs(grad));
          return { change: tf.div(tf.mul(m, learningRate / (1 - beta1 ** step)), tf.add(u, epsilon)), slots: [m, u] };
        },
      };
    }
  }
}

export function createOptimiser(tf: TensorFlow, settings: OptimiserSettings, weights: readonly NamedWeight[]): Optimiser {
  const rule = createRule(tf, settings);
  const slots = weights.map(({ shape }) => rule.slots.map(({ start }) => tf.keep(tf.fill([...shape], start))));
  let step = 0;
  const eachSlot = (visit: (name: string, weight: number, slot: number) => void) => {
    weights.forEach((weight, w) => {
      rule.slots.forEach((slot, s) => {
        visit(`${weight.name}/${slot.name}`, w, s);
      });
    });
  };
  const slotsOf = (weight: number) => slots[weight] as Tf.Tensor[];
  return {
    apply(grads) {
      step++;
      weights.forEach(({ variable }, w) => {
        const own = slotsOf(w);
        const next = tf.tidy(() => {
          const { change, slots: updated } = rule.update(grads[w] as Tf.Tensor, own, step);
          variable.assign(tf.sub(variable, change));
          // They outlive the step's own tidy.
          return updated.map((slot) => tf.keep(slot));
        });
        tf.dispose(own);
        slots[w] = next;
      });
    },
    state() {
      const stored: StoredTensor[] = [];
      eachSlot((name, w, s) => {
        const tensor = slotsOf(w)[s] as Tf.Tensor;
        stored.push({ name, shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) });
      });
      return { step, slots: stored };
    },
    restore(state) {
      const byName = new Map(state.slots.map((tensor) => [tensor.name, tensor]));
      step = state.step;
      eachSlot((name, w, s) => {
        const tensor = byName.get(name);
        const own = slotsOf(w);
        if (!tensor) throw new Error(`The stored state of the optimiser lacks "${name}".`);
        own[s]?.dispose();
        own[s] = tf.keep(tf.tensor(tensor.values, [...tensor.shape]));
      });
    },
    dispose: () => tf.dispose(slots),
  };
}
