import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSchema } from '../../engine/project';
import { boundaries, moveBoundary, PARTS, setShare, shareOf } from './split';

const usual = { train: 0.7, validation: 0.15 };
const anySplit = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 99 })).map(([train, validation]) => ({
  train: train / 100,
  validation: Math.min(validation, 100 - train) / 100,
}));
const anyShare = fc.double({ min: -1, max: 2, noNaN: true });

describe('dividing the samples', () => {
  test('the test part is what remains', () => {
    expect(PARTS.map((part) => shareOf(usual, part))).toEqual([0.7, 0.15, 0.15]);
    expect(boundaries(usual)).toEqual({ train: 0.7, validation: 0.85 });
  });

  test.each([
    ['train', 0.6, { train: 0.6, validation: 0.25 }],
    ['train', 0.9, { train: 0.9, validation: 0 }],
    ['train', 0, { train: 0.01, validation: 0.84 }],
    ['validation', 0.9, { train: 0.7, validation: 0.2 }],
    ['validation', 0.5, { train: 0.5, validation: 0 }],
    ['validation', 1, { train: 0.7, validation: 0.3 }],
  ] as const)('moving the end of %s to %d gives %j', (boundary, to, split) => expect(moveBoundary(usual, boundary, to)).toEqual(split));

  test.each([
    ['train', 0.5, { train: 0.5, validation: 0.15 }],
    ['train', 0.95, { train: 0.95, validation: 0.05 }],
    ['validation', 0.2, { train: 0.7, validation: 0.2 }],
    ['validation', 0.4, { train: 0.6, validation: 0.4 }],
    ['test', 0.3, { train: 0.55, validation: 0.15 }],
    ['test', 0, { train: 0.85, validation: 0.15 }],
  ] as const)('setting %s to %d gives %j', (part, share, split) => expect(setShare(usual, part, share)).toEqual(split));

  test('whatever is done, the project stays one that can be saved', () => {
    fc.assert(
      fc.property(
        anySplit,
        anyShare,
        fc.constantFrom(...PARTS),
        fc.constantFrom('train' as const, 'validation' as const),
        (split, share, part, boundary) => {
          for (const next of [setShare(split, part, share), moveBoundary(split, boundary, share)]) {
            expect(splitSchema.safeParse(next).success).toBe(true);
            expect(shareOf(next, 'test')).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
