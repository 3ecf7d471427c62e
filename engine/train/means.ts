import { type MeanSums, noSums } from './state';
import type { Stepper, StepResult } from './step';

/** Means over the batches of one pass, each weighed by its samples. */
export interface Means {
  add(result: Pick<StepResult, 'loss' | 'metrics'>, samples: number): void;
  /** Mean loss so far. */
  loss(): number;
  sums(): MeanSums;
  /** Loss and metrics by name, each with `prefix` in front. */
  finish(prefix: '' | 'val_'): Record<string, number>;
}

/** Goes on from `from`, whose metrics are those of the same stepper. */
export function createMeans({ metrics }: Pick<Stepper, 'metrics'>, from: MeanSums = noSums): Means {
  let { samples, loss } = from;
  const sums = metrics.map((_, i) => from.metrics[i] ?? 0);
  return {
    add(result, size) {
      samples += size;
      loss += result.loss * size;
      result.metrics.forEach((value, i) => {
        sums[i] = (sums[i] as number) + value * size;
      });
    },
    loss: () => loss / samples,
    sums: () => ({ samples, loss, metrics: [...sums] }),
    finish(prefix) {
      const named = metrics.map(({ name, finish }, i): [string, number] => [`${prefix}${name}`, finish((sums[i] as number) / samples)]);
      return { [`${prefix}loss`]: loss / samples, ...Object.fromEntries(named) };
    },
  };
}
