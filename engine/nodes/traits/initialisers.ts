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
] as const;

export type InitialiserName = (typeof INITIALISERS)[number];
