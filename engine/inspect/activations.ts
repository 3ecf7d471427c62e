import type { ActivationName } from '../nodes/traits/activations';

/** Activations of Keras 3 on single numbers; softmax needs all numbers of a vector and is not among them. */
export function applyActivation(name: string, x: number): number {
  switch (name as ActivationName) {
    case 'linear':
      return x;
    case 'tanh':
      return Math.tanh(x);
    case 'sigmoid':
      return sigmoid(x);
    case 'relu':
      return Math.max(0, x);
    case 'elu':
      return x > 0 ? x : Math.expm1(x);
    case 'selu':
      return SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
    case 'softplus':
      return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    case 'softsign':
      return x / (1 + Math.abs(x));
    case 'hardSigmoid':
      return Math.min(1, Math.max(0, x / 6 + 0.5));
    case 'gelu':
      return 0.5 * x * (1 + erf(x * Math.SQRT1_2));
    case 'swish':
      return x * sigmoid(x);
    case 'softmax':
      throw new Error('Softmax is no activation of a single number.');
    default:
      throw new Error(`There is no activation "${name}".`);
  }
}

/** Klambauer et al. 2017. */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** Abramowitz & Stegun 1964, 7.1.5: the power series; beyond 4 it differs from 1 by less than float32 shows. */
function erf(x: number): number {
  if (Math.abs(x) > 4) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
