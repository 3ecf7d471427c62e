import type { Split } from '../../engine/project';

/** Shares of the samples, moved by a person: in whole percents, training never empty. */

export const PARTS = ['train', 'validation', 'test'] as const;
export type PartName = (typeof PARTS)[number];

export const PART_TITLES: Readonly<Record<PartName, string>> = { train: 'Training', validation: 'Validation', test: 'Test' };

/** The least that training keeps. */
const LEAST_TRAINING = 0.01;

export function shareOf({ train, validation }: Split, part: PartName): number {
  if (part === 'train') return train;
  return part === 'validation' ? validation : whole(1 - train - validation);
}

/** Where one part ends and the next begins, as shares: `train` ends the training part, `validation` the validation part. */
export function boundaries({ train, validation }: Split): Readonly<Record<'train' | 'validation', number>> {
  return { train, validation: whole(train + validation) };
}

/** Moves a boundary; the other one stays where it is, or is pushed along. */
export function moveBoundary(split: Split, boundary: 'train' | 'validation', to: number): Split {
  const at = boundaries(split);
  if (boundary === 'train') {
    const train = whole(clamp(to, LEAST_TRAINING, 1));
    return { train, validation: whole(Math.max(0, at.validation - train)) };
  }
  const end = whole(clamp(to, LEAST_TRAINING, 1));
  const train = Math.min(split.train, end);
  return { train, validation: whole(end - train) };
}

/** Sets the share of a part; the part behind it gives or takes, and the one before it where that is not enough. */
export function setShare(split: Split, part: PartName, share: number): Split {
  if (part === 'train') {
    const train = whole(clamp(share, LEAST_TRAINING, 1));
    return { train, validation: whole(Math.min(split.validation, 1 - train)) };
  }
  if (part === 'validation') {
    const validation = whole(clamp(share, 0, 1 - LEAST_TRAINING));
    return { train: whole(Math.min(split.train, 1 - validation)), validation };
  }
  const test = whole(clamp(share, 0, 1 - LEAST_TRAINING));
  const left = 1 - test;
  // The test part takes from training first: what was held out to choose by stays as it was.
  const validation = whole(Math.min(split.validation, left - LEAST_TRAINING));
  return { train: whole(left - validation), validation };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function whole(share: number): number {
  return Math.round(share * 100) / 100;
}
