/** Activations under their Keras names. */
export const ACTIVATIONS = [
  'linear',
  'tanh',
  'sigmoid',
  'relu',
  'softmax',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'hardSigmoid',
  'gelu',
  'swish',
] as const;

export type ActivationName = (typeof ACTIVATIONS)[number];

/** Why stock tfjs would compute something else with this activation; undefined where it agrees with Keras 3. */
export function notInTfjs(...activations: readonly string[]): string | undefined {
  return activations.includes('hardSigmoid') ? 'tfjs defines the hard sigmoid as Keras 2 did.' : undefined;
}
