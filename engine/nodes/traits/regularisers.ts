import type { WeightSpec } from '../define';
import { type ChoiceParam, choice, type FloatParam, float } from '../params';
import { type InitialiserName, initialiserParams } from './initialisers';

/** Penalties on weights and outputs, and limits on weights: parameters of every layer that has weights. */

export const CONSTRAINTS = ['none', 'maxNorm', 'nonNegative', 'unitNorm'] as const;
export type ConstraintName = (typeof CONSTRAINTS)[number];

/** What a weight has to be after each step, along its first axis as in Keras. */
export interface Constraint {
  readonly is: Exclude<ConstraintName, 'none'>;
  readonly maxNorm: number;
}

type PenaltyParams<K extends string> = Record<`${K}L1` | `${K}L2`, FloatParam<number>>;

/** L1 and L2 of a weight, or of a layer's output with the key `activity`. */
export function penaltyParams<const K extends string>(key: K, label: string): PenaltyParams<K> {
  const penalty = (power: 'L1' | 'L2', what: string) =>
    float({
      label: `${label} ${power}`,
      help: `Adds this factor times the sum of ${what} to the loss. 0 adds nothing; 0.01 is a usual start.`,
      default: 0,
      min: 0,
      max: 1e6,
      section: 'Regularisation',
    });
  return { [`${key}L1`]: penalty('L1', 'absolute values'), [`${key}L2`]: penalty('L2', 'squares') } as PenaltyParams<K>;
}

type ConstraintParams<K extends string> = Record<`${K}Constraint`, ChoiceParam<ConstraintName>> & Record<`${K}MaxNorm`, FloatParam<number>>;

export function constraintParams<const K extends string>(key: K, label: string): ConstraintParams<K> {
  return {
    [`${key}Constraint`]: choice({
      label,
      help: 'Brings the weights back after each step: columns no longer than a limit, no negative numbers, or columns of length 1.',
      default: 'none',
      options: CONSTRAINTS,
      labels: { maxNorm: 'max norm', nonNegative: 'non-negative', unitNorm: 'unit norm' },
      section: 'Constraints',
    }),
    [`${key}MaxNorm`]: float({
      label: `${label} max norm`,
      help: 'The longest that a column of these weights may be.',
      default: 2,
      min: 1e-6,
      max: 1e6,
      section: 'Constraints',
      shown: (params) => params[`${key}Constraint`] === 'maxNorm',
    }),
  } as ConstraintParams<K>;
}

/** Everything that a node says of one of its weights: how it starts, what it costs, what it has to be. */
export function weightParams<const K extends string>(key: K, label: string, start: { help: string; usual: InitialiserName }) {
  return { ...penaltyParams(key, label), ...constraintParams(key, label), ...initialiserParams(key, label, start) };
}

type RegularisedValues = Readonly<Record<string, unknown>>;

/** A weight with the penalty and the constraint that a node's parameters put on it. */
export function regularised(spec: WeightSpec, params: RegularisedValues, key: string): WeightSpec {
  const penalty = penaltyOf(params, key);
  const constraint = params[`${key}Constraint`] as ConstraintName | undefined;
  return {
    ...spec,
    ...(penalty ? { penalty } : {}),
    ...(constraint && constraint !== 'none' ? { constraint: { is: constraint, maxNorm: Number(params[`${key}MaxNorm`]) } } : {}),
  };
}

/** Undefined where it would add nothing. */
export function penaltyOf(params: RegularisedValues, key: string): WeightSpec['penalty'] {
  const [l1, l2] = [Number(params[`${key}L1`] ?? 0), Number(params[`${key}L2`] ?? 0)];
  return l1 === 0 && l2 === 0 ? undefined : { l1, l2 };
}
