import type { ActivationName } from '../../nodes/traits/activations';

/** Activations by number, the same as in native/activation_names.h. */
const NUMBERS: Readonly<Partial<Record<ActivationName, number>>> = {
  linear: 0,
  tanh: 1,
  sigmoid: 2,
  relu: 3,
  elu: 4,
  selu: 5,
  softplus: 6,
  softsign: 7,
  hardSigmoid: 8,
  gelu: 9,
  swish: 10,
};

/** Its number in the native code. Throws for one that no cell can hold, such as softmax. */
export function activationNumber(name: string): number {
  const number = NUMBERS[name as ActivationName];
  if (number === undefined) throw new Error(`No recurrent cell can have the activation "${name}".`);
  return number;
}
