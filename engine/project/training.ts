import { z } from 'zod';

/** How a network is trained. Defaults and equations are those of Keras 3. */

const learningRate = z.number().gt(0, 'must be above 0').max(100);
const decay = z.number().min(0).lt(1, 'must be below 1');
const epsilon = z.number().gt(0, 'must be above 0').max(1);

export const optimiserSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('sgd'), learningRate }),
  z.strictObject({ is: z.literal('momentum'), learningRate, momentum: decay, nesterov: z.boolean() }),
  z.strictObject({ is: z.literal('rmsprop'), learningRate, rho: decay, momentum: decay, epsilon }),
  z.strictObject({ is: z.literal('adam'), learningRate, beta1: decay, beta2: decay, epsilon }),
  z.strictObject({ is: z.literal('adagrad'), learningRate, initialAccumulator: z.number().min(0).max(1e6), epsilon }),
  z.strictObject({ is: z.literal('adamax'), learningRate, beta1: decay, beta2: decay, epsilon }),
]);

const limit = z.number().gt(0, 'must be above 0').max(1e9).nullable();

export const trainingSchema = z.strictObject({
  epochs: z.number().int('must be a whole number').min(1).max(1_000_000),
  /** Samples in a batch. */
  batchSize: z.number().int('must be a whole number').min(1).max(1_000_000),
  /** Draws the order of the samples anew for each epoch, from the seed. */
  shuffle: z.boolean(),
  optimiser: optimiserSchema,
  clip: z.strictObject({
    /** Every gradient number is cut to −value…value. */
    value: limit,
    /** Each weight's gradient is shrunk to this norm. */
    norm: limit,
    /** All gradients together are shrunk to this norm. */
    globalNorm: limit,
  }),
  /** Stops after this many epochs without a better validation loss and keeps the best weights; null trains to the end. */
  patience: z.number().int('must be a whole number').min(1).max(1_000_000).nullable(),
});

export type Optimiser = z.infer<typeof optimiserSchema>;
export type OptimiserName = Optimiser['is'];
export type TrainingSettings = z.infer<typeof trainingSchema>;

export const OPTIMISERS: { readonly [K in OptimiserName]: Extract<Optimiser, { is: K }> } = {
  sgd: { is: 'sgd', learningRate: 0.01 },
  momentum: { is: 'momentum', learningRate: 0.01, momentum: 0.9, nesterov: false },
  rmsprop: { is: 'rmsprop', learningRate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7 },
  adam: { is: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  adagrad: { is: 'adagrad', learningRate: 0.001, initialAccumulator: 0.1, epsilon: 1e-7 },
  adamax: { is: 'adamax', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
};

export const defaultTraining: TrainingSettings = {
  epochs: 100,
  batchSize: 32,
  shuffle: true,
  optimiser: OPTIMISERS.adam,
  clip: { value: null, norm: null, globalNorm: null },
  patience: null,
};
