import { nativeOperations } from '../kernels/fused/native';
import { fusedUpdate, type Update } from '../kernels/fused/update';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { NamedWeight } from '../model/compile';
import type { StoredTensor } from '../model/weights';
import type { Optimiser as OptimiserSettings, TrainingSettings } from '../project';
import { clipGradients, globalNorm } from './clip';

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

/** Clipping and the rule, an operation at a time. */
function plainUpdate(tf: TensorFlow, rule: Rule): Update {
  return ({ weights, gradients, slots, step, clip }) => {
    const clipped = clipGradients(tf, gradients, clip);
    const changes = weights.map((weight, w) => {
      const { change, slots: updated } = rule.update(clipped[w] as Tf.Tensor, slots[w] ?? [], step);
      return { weight: tf.sub(weight, change), updated };
    });
    return {
      gradientNorm: globalNorm(tf, gradients),
      weights: changes.map(({ weight }) => weight),
      slots: changes.map(({ updated }) => updated),
    };
  };
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
