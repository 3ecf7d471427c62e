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
