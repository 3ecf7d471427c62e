import type { BuildArgs } from '../build';
import type { ShapeArgs, WeightSpec } from '../define';
import { flag, float } from '../params';
import type { InitialiserName } from './initialisers';
import { regularised, weightParams } from './regularisers';

/** What layer and batch normalisation have in common. */

export const normalizationParams = {
  epsilon: float({
    label: 'Epsilon',
    help: 'Added to the variance before its root, so that what never varies is not divided by zero.',
    default: 1e-3,
    min: 1e-12,
    max: 1,
    section: 'Shape',
  }),
  scale: flag({ label: 'Scale', help: 'Learns a factor for each feature, gamma.', default: true, section: 'Shape' }),
  center: flag({ label: 'Centre', help: 'Learns a shift for each feature, beta.', default: true, section: 'Shape' }),
  ...weightParams('gamma', 'Gamma', { help: 'How the factors start.', usual: 'ones' }),
  ...weightParams('beta', 'Beta', { help: 'How the shifts start.', usual: 'zeros' }),
} as const;

interface NormalizationValues {
  readonly epsilon: number;
  readonly scale: boolean;
  readonly center: boolean;
  readonly gammaInitializer: InitialiserName;
  readonly gammaConstant: number;
  readonly betaInitializer: InitialiserName;
  readonly betaConstant: number;
}

export function normalizationWeights({ params, input }: ShapeArgs<NormalizationValues>): readonly WeightSpec[] {
  const shape = [input('input').shape.at(-1) ?? 0];
  return [
    ...(params.scale ? [regularised({ name: 'gamma', shape }, { ...params }, 'gamma')] : []),
    ...(params.center ? [regularised({ name: 'beta', shape }, { ...params }, 'beta')] : []),
  ];
}

export function normalizationArgs({ name, params, initialiser }: Pick<BuildArgs<NormalizationValues>, 'name' | 'params' | 'initialiser'>) {
  const { epsilon, scale, center } = params;
  return {
    name,
    epsilon,
    scale,
    center,
    gammaInitializer: initialiser(params.gammaInitializer, params.gammaConstant),
    betaInitializer: initialiser(params.betaInitializer, params.betaConstant),
  };
}
