import { describe, expect, test } from 'vitest';
import { callNode } from '../../model/testing/node';
import { floats, parametersOf, shapeArgs, typeAt } from '../testing/arguments';
import { batchNormalization } from '.';

describe('Batch normalisation', () => {
  const inputs = { input: { ...floats(10, 64), masked: true } };

  test('keeps shape and mask', () => {
    expect(typeAt(batchNormalization, 'output', { inputs })).toMatchObject({ shape: [10, 64], masked: true });
  });

  test.each([
    [true, true, 256],
    [true, false, 192],
    [false, false, 128],
  ])('scale %s, centre %s: %i parameters, of which 128 are running means', (scale, center, expected) => {
    const args = { inputs, params: { scale, center } };
    expect(parametersOf(batchNormalization, args)).toBe(expected);
    const fixed = batchNormalization.weights?.(shapeArgs(batchNormalization, args)).filter(({ trainable }) => trainable === false);
    expect(fixed?.map(({ name }) => name)).toEqual(['moving_mean', 'moving_variance']);
  });

  describe('on three samples of one feature', () => {
    const args = { inputs: { input: floats(1) }, params: { epsilon: 1e-12, momentum: 0.9 } };

    test('normalises a batch in training and would move its running means by a tenth', () => {
      const { ports, updates } = callNode(batchNormalization, args, [[1, 2, 6]], { training: true });
      const deviation = Math.sqrt(14 / 3);
      expect(ports.output?.values).toEqual([-2, -1, 3].map((value) => expect.closeTo(value / deviation, 5)));
      expect(updates).toEqual([[expect.closeTo(0.3, 6)], [expect.closeTo(0.9 + 0.1 * (14 / 3), 5)]]);
    });

    test('takes the running means outside training, and leaves them alone', () => {
      const { ports, updates } = callNode(batchNormalization, args, [[1, 2, 6]]);
      expect(ports.output?.values).toEqual([1, 2, 6].map((value) => expect.closeTo(value, 5)));
      expect(updates).toEqual([]);
    });
  });

  test('leaves padding out of the means', () => {
    const args = { inputs: { input: floats(2, 1) }, params: { momentum: 0 } };
    const { updates } = callNode(batchNormalization, args, [[1, 100, 3, 100]], { training: true, masks: [[1, 0, 1, 0]] });
    expect(updates).toEqual([[expect.closeTo(2, 5)], [expect.closeTo(1, 5)]]);
  });
});
