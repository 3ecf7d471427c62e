import { type ChoiceParam, choice, type FloatParam, float } from '../params';

/** Initialisers under their Keras names. */
export const INITIALISERS = [
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'lecunUniform',
  'lecunNormal',
  'orthogonal',
  'truncatedNormal',
  'randomUniform',
  'zeros',
  'ones',
  'constant',
] as const;

export type InitialiserName = (typeof INITIALISERS)[number];

type InitialiserParams<K extends string> = Record<`${K}Initializer`, ChoiceParam<InitialiserName>> &
  Record<`${K}Constant`, FloatParam<number>>;

/** How a weight starts, and at which number where it starts at one. */
export function initialiserParams<const K extends string>(
  key: K,
  label: string,
  { help, usual }: { help: string; usual: InitialiserName },
): InitialiserParams<K> {
  return {
    [`${key}Initializer`]: choice({ label, help, default: usual, options: INITIALISERS, section: 'Initialisation' }),
    [`${key}Constant`]: float({
      label: `${label} constant`,
      help: 'The number that all of these weights start at.',
      default: 0,
      min: -1e6,
      max: 1e6,
      section: 'Initialisation',
      shown: (params) => params[`${key}Initializer`] === 'constant',
    }),
  } as InitialiserParams<K>;
}
