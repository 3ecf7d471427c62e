import type { TensorType } from '../../graph';
import type { ShapeArgs } from '../define';
import { flag } from '../params';

/** What the pools over all time steps have in common. */

export const globalPoolingParams = {
  keepDims: flag({
    label: 'Keep time axis',
    help: 'On: one time step remains, [1, features]. Off: one vector.',
    default: false,
    section: 'Shape',
  }),
} as const;

/** [time, features] → [features], or [1, features]; the mask ends here, as in Keras. */
export function globalPoolingShape({ params, input }: ShapeArgs<{ keepDims: boolean }>): { output: TensorType } {
  const features = input('sequence').shape[1] ?? 0;
  return { output: { shape: params.keepDims ? [1, features] : [features], dtype: 'float' } };
}
