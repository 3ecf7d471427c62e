import { adamaxRate, adamRate, type TrainingStep, type Update } from '../kernels/fused/update';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { Optimiser } from '../project';
import { clipGradients, globalNorm } from './clip';

/** The change of one weight: → what is subtracted from it and its slots' new values. The learning rate is the step's, not the rule's. */
export interface Rule {
  readonly slots: readonly { readonly name: string; readonly start: number }[];
  update(grad: Tf.Tensor, slots: readonly Tf.Tensor[], taken: TrainingStep): { change: Tf.Tensor; slots: readonly Tf.Tensor[] };
}

/** Equations of keras/src/optimizers/{sgd,rmsprop,adam,adagrad,adamax}.py. */
export function createRule(tf: TensorFlow, settings: Optimiser): Rule {
  const toward = (from: Tf.Tensor, to: Tf.Tensor, share: number) => tf.add(from, tf.mul(tf.sub(to, from), share));
  switch (settings.is) {
    case 'sgd':
      return { slots: [], update: (grad, _, { learningRate }) => ({ change: tf.mul(grad, learningRate), slots: [] }) };

    case 'momentum':
      return {
        slots: [{ name: 'momentum', start: 0 }],
        update: (grad, [before], { learningRate }) => {
          const velocity = tf.sub(tf.mul(before as Tf.Tensor, settings.momentum), tf.mul(grad, learningRate));
          const change = settings.nesterov ? tf.sub(tf.mul(grad, learningRate), tf.mul(velocity, settings.momentum)) : tf.neg(velocity);
          return { change, slots: [velocity] };
        },
      };

    case 'rmsprop': {
      const { rho, momentum, epsilon } = settings;
      return {
        slots: [{ name: 'velocity', start: 0 }, ...(momentum > 0 ? [{ name: 'momentum', start: 0 }] : [])],
        update: (grad, [before, carried], { learningRate }) => {
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
        update: (grad, [first, second], taken) => {
          const alpha = adamRate(settings, taken);
          const m = toward(first as Tf.Tensor, grad, 1 - beta1);
          const v = toward(second as Tf.Tensor, tf.square(grad), 1 - beta2);
          return { change: tf.div(tf.mul(m, alpha), tf.add(tf.sqrt(v), epsilon)), slots: [m, v] };
        },
      };
    }

    case 'adagrad':
      return {
        slots: [{ name: 'accumulator', start: settings.initialAccumulator }],
        update: (grad, [before], { learningRate }) => {
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
        update: (grad, [first, largest], taken) => {
          const m = toward(first as Tf.Tensor, grad, 1 - beta1);
          const u = tf.maximum(tf.mul(largest as Tf.Tensor, beta2), tf.abs(grad));
          return { change: tf.div(tf.mul(m, adamaxRate(settings, taken)), tf.add(u, epsilon)), slots: [m, u] };
        },
      };
    }
  }
}

/** Clipping and the rule, an operation at a time. */
export function plainUpdate(tf: TensorFlow, rule: Rule): Update {
  return ({ weights, gradients, slots, step, learningRate, clip }) => {
    const clipped = clipGradients(tf, gradients, clip);
    const changes = weights.map((weight, w) => {
      const { change, slots: updated } = rule.update(clipped[w] as Tf.Tensor, slots[w] ?? [], { step, learningRate });
      return { weight: tf.sub(weight, change), updated };
    });
    return {
      gradientNorm: globalNorm(tf, gradients),
      weights: changes.map(({ weight }) => weight),
      slots: changes.map(({ updated }) => updated),
    };
  };
}
