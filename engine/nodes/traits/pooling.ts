import { formatShape, type TensorType } from '../../graph';
import { type Complaint, complain, type ShapeArgs } from '../define';
import { choice, int, optionalInt } from '../params';
import { slidingSteps } from './sliding';

/** What the pools over time have in common. */

export const poolingParams = {
  poolSize: int({ label: 'Pool size', help: 'Time steps that become one.', default: 2, section: 'Shape' }),
  strides: optionalInt({
    label: 'Stride',
    help: 'Time steps from one pool to the next; as many as a pool has unless given.',
    none: 'the pool size',
    section: 'Shape',
  }),
  padding: choice({
    label: 'Padding',
    help: 'Valid: only whole pools. Same: what is left at the ends makes a pool too.',
    default: 'valid',
    options: ['valid', 'same'],
    section: 'Shape',
  }),
} as const;

interface PoolingValues {
  readonly poolSize: number;
  readonly strides: number | null;
  readonly padding: 'valid' | 'same';
}

/** [time, features] → [pools, features]; the mask ends here, as in Keras. */
export function poolingShape({ params, input }: ShapeArgs<PoolingValues>): { output: TensorType } | Complaint {
  const { shape } = input('sequence');
  const [time = 0, features = 0] = shape;
  const { poolSize, strides, padding } = params;
  const steps = slidingSteps(time, { size: poolSize, stride: strides ?? poolSize, dilation: 1, padding });
  if (steps < 1) {
    return complain('too-short', `needs ${poolSize} time steps for a pool, but gets ${formatShape(shape)}.`, {
      label: 'Set padding to same',
      set: { padding: 'same' },
    });
  }
  return { output: { shape: [steps, features], dtype: 'float' } };
}

export function poolingArgs(name: string, { poolSize, strides, padding }: PoolingValues) {
  return { name, poolSize, strides: strides ?? poolSize, padding };
}
