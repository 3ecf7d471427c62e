import { Refusal } from '../api';
import type { Split } from '../project';
import type { Part } from './dataset';

/** Shares of `samples` in their order: the first for training, the next for validation, the rest for the test. */
export function splitSamples(
  samples: number,
  { train, validation }: Split,
): { starts: Readonly<Record<Part, number>>; counts: Readonly<Record<Part, number>> } {
  const trainEnd = Math.min(samples, Math.round(train * samples));
  const validationEnd = Math.min(samples, Math.round((train + validation) * samples));
  if (trainEnd === 0) {
    throw new Refusal(`A train share of ${Number((train * 100).toFixed(1))} % of ${samples} samples leaves none to train on: raise it.`);
  }
  return {
    starts: { train: 0, validation: trainEnd, test: validationEnd },
    counts: { train: trainEnd, validation: validationEnd - trainEnd, test: samples - validationEnd },
  };
}
